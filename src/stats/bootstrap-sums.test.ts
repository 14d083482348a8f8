import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bootstrap } from './bootstrap.ts';
import { bootstrapMean } from './bootstrap-mean.ts';
import { bootstrapSums } from './bootstrap-sums.ts';

describe('bootstrapSums', () => {
  it('equals bootstrap with the statistic of the same sums', () => {
    const pair = fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 0, max: 3 }));
    fc.assert(
      fc.property(fc.array(pair), fc.integer(), (items, seed) => {
        const options = { seed, resamples: 40, level: 0.9 };
        // A ratio of sums, undefined where the weights are all 0. Whole numbers, so that both are exact.
        const ratio = (values: number, weights: number) => (weights === 0 ? undefined : values / weights);
        const expected = bootstrap(
          items.length,
          (indices) => {
            const drawn = Array.from(indices, (i) => items[i]!);
            const total = (which: 0 | 1) => drawn.reduce((sum, item) => sum + item[which], 0);
            return ratio(total(0), total(1));
          },
          options,
        );
        expect(bootstrapSums(items, ([values, weights]) => ratio(values!, weights!), options)).toEqual(expected);
      }),
    );
  });

  it('is bootstrapMean for the sums of values and ones, with the same defaults', () => {
    const values = [0, 1, 0, 1, 1, 0, 1, 1];
    const terms = values.map((value) => [value, 1]);
    expect(bootstrapSums(terms, ([sum, n]) => sum! / n!, { seed: 's' })).toEqual(bootstrapMean(values, { seed: 's' }));
  });

  it('is undefined for n < 2', () => {
    expect(bootstrapSums([], () => 1, { seed: 1 })).toBeUndefined();
    expect(bootstrapSums([[1]], () => 1, { seed: 1 })).toBeUndefined();
  });

  it('refuses items that do not go together and bad options', () => {
    expect(() => bootstrapSums([[1], [1, 2]], () => 1, { seed: 1 })).toThrow(RangeError);
    expect(() => bootstrapSums([[1], [2]], () => 1, { seed: 1, resamples: 0 })).toThrow(RangeError);
    expect(() => bootstrapSums([[1], [2]], () => 1, { seed: 1, level: 1 })).toThrow(RangeError);
  });
});
