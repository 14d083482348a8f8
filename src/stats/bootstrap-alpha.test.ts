import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bootstrap } from './bootstrap.ts';
import { bootstrapAlpha } from './bootstrap-alpha.ts';
import { clusterBootstrap } from './cluster-bootstrap.ts';
import { krippendorffAlpha } from './krippendorff-alpha.ts';

describe('bootstrapAlpha', () => {
  it('equals bootstrap with krippendorffAlpha', () => {
    const rating = fc.option(
      fc.integer({ min: 10, max: 50 }).map((tenths) => tenths / 10),
      { nil: undefined },
    );
    const units = fc.array(fc.array(rating, { minLength: 3, maxLength: 3 }), { maxLength: 12 });
    fc.assert(
      fc.property(units, fc.integer(), (ratings, seed) => {
        const options = { seed, resamples: 40, level: 0.9 };
        const statistic = (indices: Uint32Array) => krippendorffAlpha(Array.from(indices, (i) => ratings[i]!));
        const expected = bootstrap(ratings.length, statistic, options);
        const interval = bootstrapAlpha(ratings, options);
        expect(interval === undefined).toBe(expected === undefined);
        if (interval === undefined || expected === undefined) return;
        expect(interval.low).toBeCloseTo(expected.low, 9);
        expect(interval.high).toBeCloseTo(expected.high, 9);
      }),
    );
  });

  it('equals clusterBootstrap with krippendorffAlpha where units come in clusters', () => {
    const ratings = [
      [1, 2],
      [3, 3],
      [5, 4],
      [2, undefined],
      [2, 2],
      [4, 5],
    ];
    const clusters = [[0, 3], [1], [2, 4, 5]];
    const statistic = (indices: Uint32Array) => krippendorffAlpha(Array.from(indices, (i) => ratings[i]!));
    const expected = clusterBootstrap(clusters, statistic, { seed: 1 })!;
    const interval = bootstrapAlpha(ratings, { seed: 1 }, clusters)!;
    expect(interval.low).toBeCloseTo(expected.low, 9);
    expect(interval.high).toBeCloseTo(expected.high, 9);
  });

  it('is undefined without two units and without variance', () => {
    expect(bootstrapAlpha([], { seed: 1 })).toBeUndefined();
    expect(bootstrapAlpha([[1, 2]], { seed: 1 })).toBeUndefined();
    const equal = Array.from({ length: 50 }, () => [0.1, 0.1, 0.1]);
    expect(bootstrapAlpha(equal, { seed: 1 })).toBeUndefined();
  });

  it('refuses ratings that are not numbers', () => {
    expect(() =>
      bootstrapAlpha(
        [
          [1, Number.NaN],
          [1, 2],
        ],
        { seed: 1 },
      ),
    ).toThrow(RangeError);
  });
});
