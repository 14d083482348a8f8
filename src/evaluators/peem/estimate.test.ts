import { expect, test } from 'vitest';
import { threeModels } from '../../../test/support/matrices.ts';
import { estimate } from './estimate.ts';
import { expectationMaximisation } from './expectation-maximisation.ts';

test('single-reference rule', () => {
  // n = 3: min(3, 1) = 1 dropped model, the last, joins: (0.8 + 0.6)/2. The others are C(1, i).
  const estimates = estimate(threeModels, expectationMaximisation(threeModels));
  expect(estimates[0]).toBeCloseTo(0.7, 12);
  expect(estimates.slice(1)).toEqual([0.6, 0.1]);
});

test('the mean over several references, its own consistency included', () => {
  const estimates = estimate(threeModels, { references: [0, 1], dropped: [2] });
  // (0.8 + 0.6)/2, (0.6 + 0.7)/2, (0.1 + 0.2)/2.
  for (const [i, value] of [0.7, 0.65, 0.15].entries()) expect(estimates[i]).toBeCloseTo(value, 12);
});

test('what is not known of a reference with itself is left out of its own mean', () => {
  const unknown = threeModels.map((row, i) => row.with(i, Number.NaN));
  // 0.6 alone, 0.6 alone, (0.1 + 0.2)/2.
  for (const [i, value] of [0.6, 0.6, 0.15].entries()) {
    expect(estimate(unknown, { references: [0, 1], dropped: [2] })[i]).toBeCloseTo(value, 12);
  }
  expect(estimate([[Number.NaN]], { references: [0], dropped: [] })).toEqual([0]);
});
