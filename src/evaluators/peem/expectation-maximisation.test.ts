import fc from 'fast-check';
import { expect, test } from 'vitest';
import { symmetric, threeModels } from '../../../test/support/matrices.ts';
import { expectationMaximisation } from './expectation-maximisation.ts';

test('the loop by hand', () => {
  const { references, dropped, trace } = expectationMaximisation(threeModels);
  // Model 3 goes, see above. Then 0.8, 0.6 / 0.6, 0.7: mean 2.7/4 = 0.675; row 2 sums to 1.3, so 1.4/2 = 0.7: out.
  expect(dropped).toEqual([2, 1]);
  expect(references).toEqual([0]);
  expect(trace.map(({ references, candidate, dropped }) => ({ references, candidate, dropped }))).toEqual([
    { references: [0, 1, 2], candidate: 2, dropped: true },
    { references: [0, 1], candidate: 1, dropped: true },
    { references: [0], candidate: 0, dropped: false },
  ]);
  expect(trace[1]!.before).toBeCloseTo(0.675, 12);
  expect(trace[1]!.after).toBeCloseTo(0.7, 12);
});

test('always ends, keeps a reference, drops each model once', () => {
  fc.assert(
    fc.property(symmetric(-1), (consistency) => {
      const { references, dropped, trace } = expectationMaximisation(consistency);
      expect(references.length).toBeGreaterThan(0);
      expect([...references, ...dropped].sort((a, b) => a - b)).toEqual(consistency.map((_, i) => i));
      expect(trace.length).toBe(dropped.length + 1);
      expect(trace.at(-1)!.dropped).toBe(false);
    }),
  );
  expect(expectationMaximisation([])).toEqual({ references: [], dropped: [], trace: [] });
});

test('three references are kept where no model is known to agree with itself: two could only tie', () => {
  const g = [0.9, 0.8, 0.5, 0.3, 0.1];
  const matrix = g.map((a, i) => g.map((b, j) => (i === j ? Number.NaN : a * b)));
  const { references, trace } = expectationMaximisation(matrix);
  expect(references).toEqual([0, 1, 2]);
  expect(trace.at(-1)).toMatchObject({ candidate: 2, dropped: false });
  expect(expectationMaximisation(matrix.map((row, i) => row.with(i, g[i]! ** 2))).references).toEqual([0]);
});
