import fc from 'fast-check';
import { expect, test } from 'vitest';
import { symmetric, threeModels } from '../../../test/support/matrices.ts';
import { calibrate } from './calibrate.ts';

test('weights by hand', () => {
  // Row means 0.5, 0.5, 0.2 give w = (5, 5, 2)/12. Round 1, columns times 3w = 1.25, 1.25, 0.5: row sums
  // 1 + 0.75 + 0.05 = 1.8; 0.75 + 0.875 + 0.1 = 1.725; 0.125 + 0.25 + 0.15 = 0.525; w' over 4.05 = .4444, .4259,
  // .1296; moved .0278 + .0093 + .0370 = .0741 > .01. Round 2, columns times 3w' more, in all 5/3, 5·3·1.725/(4·4.05)
  // = 1.597222, 0.194444: row sums 1.333333 + 0.958333 + 0.019444 = 2.311111; 1 + 1.118056 + 0.038889 = 2.156944;
  // 0.166667 + 0.319444 + 0.058333 = 0.544444; over 5.0125: .461070, .430313, .108617; moved .0421 > .01. Round 3 gives .468630, .430909,
  // .100461, moved .0163 > .01; round 4 moves .0083, the last.
  const weights = calibrate(threeModels);
  expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
  expect(weights[0]).toBeGreaterThan(0.46107);
  expect(weights[2]).toBeLessThan(0.108617);
  for (const [i, weight] of [0.472767226305, 0.42996017669, 0.097272597006].entries()) {
    expect(weights[i]).toBeCloseTo(weight, 11);
  }
  // It ends as soon as it settles: equal rows do at once.
  expect(
    calibrate([
      [1, 1],
      [1, 1],
    ]),
  ).toEqual([0.5, 0.5]);
});

test('ends on any matrix, with finite weights', () => {
  fc.assert(
    fc.property(symmetric(-1), (block) => {
      const weights = calibrate(block);
      expect(weights.every(Number.isFinite)).toBe(true);
      expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 6);
    }),
    { numRuns: 500 },
  );
});

test('an entry that is not known is left out of its row', () => {
  // Row means over the known: 0.35, 0.4, 0.15; with 0 on the diagonal all are 2/3 of that, which weights don't show.
  const diagonal = (value: number) => threeModels.map((row, i) => row.with(i, value));
  const weights = calibrate(diagonal(Number.NaN));
  for (const [i, weight] of calibrate(diagonal(0)).entries()) expect(weights[i]).toBeCloseTo(weight, 12);
  // Known for the others alone, a 0 would count against the third: (0.1 + 0.2)/3 where 0.15 is known.
  const third = calibrate(threeModels.map((row, i) => (i === 2 ? row.with(2, Number.NaN) : row)))[2]!;
  expect(third).toBeGreaterThan(calibrate(threeModels.map((row, i) => (i === 2 ? row.with(2, 0) : row)))[2]!);
});
