import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ALGORITHMS, capabilities } from './algorithms.ts';
import { calibration, ensemble, filtering, human } from './baselines.ts';
import { calibrate } from './calibrate.ts';
import { estimate } from './estimate.ts';
import { expectationMaximisation } from './expectation-maximisation.ts';
import { filter, leastWeight } from './filter.ts';

const symmetric = (min: number): fc.Arbitrary<number[][]> =>
  fc
    .integer({ min: 1, max: 7 })
    .chain((n) =>
      fc
        .array(fc.integer({ min: min * 10, max: 10 }), { minLength: n * n, maxLength: n * n })
        .map((values) =>
          Array.from({ length: n }, (_, i) =>
            Array.from({ length: n }, (_, j) => values[Math.min(i, j) * n + Math.max(i, j)]! / 10),
          ),
        ),
    );

const threeModels = [
  [0.8, 0.6, 0.1],
  [0.6, 0.7, 0.2],
  [0.1, 0.2, 0.3],
];

describe('calibrate (E-step)', () => {
  test('by hand', () => {
    // Row means 0.5, 0.5, 0.2 give w = (5, 5, 2)/12. Round 1, columns times 3w = 1.25, 1.25, 0.5: row sums
    // 1 + 0.75 + 0.05 = 1.8; 0.75 + 0.875 + 0.1 = 1.725; 0.125 + 0.25 + 0.15 = 0.525; w' over 4.05 = .4444, .4259,
    // .1296; moved .0278 + .0093 + .0370 = .0741 > .01. Round 2, columns times 3w' more, in all 5/3, 5·3·1.725/(4·4.05)
    // = 1.597222, 0.194444: row sums 1.333333 + 0.958333 + 0.019444 = 2.311111; 1 + 1.118056 + 0.038889 = 2.156944;
    // 0.166667 + 0.319444 + 0.058333 = 0.544444; over 5.0125: .461070, .430313, .108617; moved .0421 > .01, and so on.
    const weights = calibrate(threeModels);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
    expect(weights[0]).toBeGreaterThan(0.46107);
    expect(weights[2]).toBeLessThan(0.108617);
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
});

describe('filter (M-step)', () => {
  test('the candidate leaves as a row only', () => {
    // Sum 3.6 over 9 = 0.4; without row 3 (0.6): 3.0 over 9 - 3 = 0.5.
    const { before, after, dropped } = filter(threeModels, 2);
    expect(before).toBeCloseTo(0.4, 12);
    expect(after).toBeCloseTo(0.5, 12);
    expect(dropped).toBe(true);
  });

  test('rounding drops none', () => {
    const third = Array.from({ length: 7 }, () => new Array<number>(7).fill(1 / 3));
    expect(filter(third, 0).dropped).toBe(false);
  });

  test('of equal weights the first, or the first by name', () => {
    expect(leastWeight([0.4, 0.3, 0.3])).toBe(1);
    expect(leastWeight([0.4, 0.3, 0.3], ['b', 'z', 'a'])).toBe(2);
  });
});

describe('the EM loop', () => {
  test('by hand', () => {
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

  test.each(['peem', 'ensemble', 'filtering', 'human'] as const)(
    '%s stays within the range of the matrix',
    (algorithm) => {
      fc.assert(
        fc.property(symmetric(0), (consistency) => {
          const values = capabilities(algorithm, consistency, { human: 0 });
          if (algorithm === 'ensemble' && consistency.length === 1) return;
          const entries = consistency.flat();
          for (const value of values) {
            expect(value).toBeGreaterThanOrEqual(Math.min(...entries) - 1e-12);
            expect(value).toBeLessThanOrEqual(Math.max(...entries) + 1e-12);
          }
        }),
      );
    },
  );

  test.each(ALGORITHMS)('%s does not depend on the order of named models', (algorithm) => {
    fc.assert(
      fc.property(symmetric(0), (consistency) => {
        const names = consistency.map((_, i) => `model ${i}`);
        const last = consistency.length - 1;
        const values = capabilities(algorithm, consistency, { names, human: 0 });
        const turned = capabilities(algorithm, consistency.map((row) => row.toReversed()).toReversed(), {
          names: names.toReversed(),
          human: last,
        });
        for (const [i, value] of values.entries()) expect(turned[last - i]).toBeCloseTo(value, 9);
      }),
    );
  });
});

describe('baselines by hand', () => {
  test('ensemble leaves the diagonal out', () => {
    // (0.6 + 0.1)/2, (0.6 + 0.2)/2, (0.1 + 0.2)/2.
    for (const [i, value] of [0.35, 0.4, 0.15].entries()) expect(ensemble(threeModels)[i]).toBeCloseTo(value, 12);
  });

  test('calibration is the softmax of the weights without diagonal', () => {
    // Without diagonal, two models have weights 1/2 each at once: softmax is 1/2 each.
    expect(
      calibration([
        [0.9, 0.4],
        [0.4, 0.2],
      ]),
    ).toEqual([0.5, 0.5]);
    expect(calibration(threeModels).reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
  });

  test('filtering takes the models near the best of the ensemble', () => {
    // Ensemble 0.35, 0.4, 0.15. p = 0.9 asks for 0.36: model 2 alone. p = 0.8 asks for 0.32: models 1 and 2.
    expect(filtering(threeModels)).toEqual([0.6, 0.7, 0.2]);
    for (const [i, value] of [0.7, 0.65, 0.15].entries()) expect(filtering(threeModels, 0.8)[i]).toBeCloseTo(value, 12);
  });

  test('human is the consistency with the labels', () => {
    expect(human(threeModels, 2)).toEqual([0.1, 0.2, 0.3]);
    expect(() => capabilities('human', threeModels)).toThrow('needs human labels');
  });
});
