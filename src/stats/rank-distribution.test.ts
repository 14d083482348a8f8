import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankDistribution } from './rank-distribution.ts';

describe('rankDistribution', () => {
  it('counts by hand', () => {
    // Ranks of the three models: 1 2 3, 1 2 3, 2 1 3, 1.5 1.5 3.
    const replicates = [
      [0.9, 0.8, 0.1],
      [0.7, 0.6, 0.2],
      [0.5, 0.9, 0.3],
      [0.8, 0.8, 0.4],
    ];
    expect(rankDistribution(replicates)).toEqual([
      { low: 1, high: 2, best: 2.5 / 4 },
      { low: 1, high: 2, best: 1.5 / 4 },
      { low: 3, high: 3, best: 0 },
    ]);
  });

  it('leaves rare ranks out of the interval', () => {
    // Best in 99 of 100 replicates: positions floor(99·0.025) = 2 and ceil(99·0.975) = 97 of the sorted ranks.
    const replicates = Array.from({ length: 100 }, (_, i) => (i === 0 ? [0, 1] : [1, 0]));
    expect(rankDistribution(replicates)).toEqual([
      { low: 1, high: 1, best: 0.99 },
      { low: 2, high: 2, best: 0.01 },
    ]);
    expect(rankDistribution(replicates, { level: 0.999 })![0]).toEqual({ low: 1, high: 2, best: 0.99 });
  });

  it('shares a full tie', () => {
    expect(rankDistribution([[5, 5, 5, 5]])).toEqual(new Array(4).fill({ low: 2.5, high: 2.5, best: 0.25 }));
  });

  it('takes one model and none', () => {
    expect(rankDistribution([[1], [2]])).toEqual([{ low: 1, high: 1, best: 1 }]);
    expect(rankDistribution([[], []])).toEqual([]);
    expect(rankDistribution([])).toBeUndefined();
  });

  it('refuses uneven replicates, missing scores and a level of 95', () => {
    expect(() => rankDistribution([[1, 2], [1]])).toThrow(RangeError);
    expect(() => rankDistribution([[1, Number.NaN]])).toThrow(RangeError);
    expect(() => rankDistribution([[1, 2]], { level: 95 })).toThrow(RangeError);
  });

  it('a model that can be compared with nobody may have any rank, and may be the best if nobody else is known to be', () => {
    const replicates = Array.from({ length: 10 }, () => [0.3, 0.9, 0.8, 0.1]);
    const [alone, first, second, third] = rankDistribution(replicates, {
      comparable: (_, a, b) => a !== 0 && b !== 0,
    })!;
    expect(alone).toEqual({ low: 1, high: 4, best: Number.NaN });
    expect(first).toEqual({ low: 1, high: 2, best: Number.NaN });
    expect(second).toEqual({ low: 2, high: 3, best: 0 });
    expect(third).toEqual({ low: 3, high: 4, best: 0 });
  });

  it('a few replicates that can not tell make no difference', () => {
    const replicates = Array.from({ length: 100 }, () => [0.9, 0.8]);
    expect(rankDistribution(replicates, { comparable: (replicate) => replicate > 1 })).toEqual([
      { low: 1, high: 1, best: 1 },
      { low: 2, high: 2, best: 0 },
    ]);
  });

  it('has probabilities that sum to 1, ranks in range, and follows the models when they change places', () => {
    const replicates = fc
      .integer({ min: 1, max: 5 })
      .chain((models) =>
        fc.array(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: models, maxLength: models }), { minLength: 1 }),
      );
    fc.assert(
      fc.property(replicates, (scores) => {
        const result = rankDistribution(scores)!;
        expect(result.reduce((sum, model) => sum + model.best, 0)).toBeCloseTo(1, 12);
        for (const { low, high, best } of result) {
          expect(low).toBeGreaterThanOrEqual(1);
          expect(low).toBeLessThanOrEqual(high);
          expect(high).toBeLessThanOrEqual(result.length);
          expect(best).toBeGreaterThanOrEqual(0);
        }
        expect(rankDistribution(scores.map((row) => row.toReversed()))).toEqual(result.toReversed());
      }),
    );
  });
});
