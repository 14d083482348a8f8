import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bootstrap } from './bootstrap.ts';
import { bootstrapMean } from './bootstrap-mean.ts';
import { clusterBootstrap } from './cluster-bootstrap.ts';
import { mean } from './mean.ts';

describe('bootstrapMean', () => {
  it('equals bootstrap with the mean', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 })), fc.integer(), (values, seed) => {
        const options = { seed, resamples: 40, level: 0.9 };
        const statistic = (indices: Uint32Array) => mean(Array.from(indices, (i) => values[i]!));
        const expected = bootstrap(values.length, statistic, options);
        const interval = bootstrapMean(values, options);
        expect(interval === undefined).toBe(expected === undefined);
        if (interval === undefined || expected === undefined) return;
        expect(interval.low).toBeCloseTo(expected.low, 12);
        expect(interval.high).toBeCloseTo(expected.high, 12);
      }),
    );
  });

  it('equals clusterBootstrap with the mean where values come in clusters', () => {
    const values = [1, 5, 2, 8, 3, 3, 9];
    const clusters = [[0, 2], [1], [3, 4, 6], [5]];
    const statistic = (indices: Uint32Array) => mean(Array.from(indices, (i) => values[i]!));
    const options = { seed: 1, level: 0.9 };
    const expected = clusterBootstrap(clusters, statistic, options)!;
    const interval = bootstrapMean(values, options, clusters)!;
    expect(interval.low).toBeCloseTo(expected.low, 12);
    expect(interval.high).toBeCloseTo(expected.high, 12);
    expect(bootstrapMean(values, options, [[0, 1, 2, 3, 4, 5, 6]])).toBeUndefined();
  });

  it('has the same defaults', () => {
    const values = [0, 1, 0, 1, 1, 0, 1, 1];
    const statistic = (indices: Uint32Array) => mean(Array.from(indices, (i) => values[i]!));
    expect(bootstrapMean(values, { seed: 's' })).toEqual(bootstrap(8, statistic, { seed: 's' }));
  });

  it('is undefined for n < 2', () => {
    expect(bootstrapMean([], { seed: 1 })).toBeUndefined();
    expect(bootstrapMean([1], { seed: 1 })).toBeUndefined();
  });

  it('refuses missing values and bad options', () => {
    expect(() => bootstrapMean([1, Number.NaN], { seed: 1 })).toThrow(RangeError);
    expect(() => bootstrapMean([1, 2], { seed: 1, resamples: 1.5 })).toThrow(RangeError);
    expect(() => bootstrapMean([1, 2], { seed: 1, level: 1 })).toThrow(RangeError);
  });
});
