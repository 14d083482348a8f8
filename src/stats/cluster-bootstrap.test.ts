import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bootstrap } from './bootstrap.ts';
import { clusterBootstrap } from './cluster-bootstrap.ts';
import { mean } from './mean.ts';

describe('clusterBootstrap', () => {
  it('is bootstrap when every cluster has one row', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 })), fc.integer(), (values, seed) => {
        const statistic = (indices: Uint32Array) => mean(Array.from(indices, (i) => values[i]!));
        const options = { seed, resamples: 40 };
        const clusters = values.map((_, i) => [i]);
        expect(clusterBootstrap(clusters, statistic, options)).toEqual(bootstrap(values.length, statistic, options));
      }),
    );
  });

  it('keeps the rows of a cluster together', () => {
    const seen = new Set<string>();
    clusterBootstrap(
      [[0, 1, 2], [3], []],
      (indices) => {
        seen.add([...indices].join());
        return 0;
      },
      { seed: 1, resamples: 100 },
    );
    expect([...seen].sort()).toEqual(['0,1,2,0,1,2', '0,1,2,3', '3,0,1,2', '3,3']);
  });

  it('is wider than bootstrap when rows of a cluster agree', () => {
    // Ten sessions of ten equal rows hold the information of ten rows: the interval is about √10 wider.
    const values = Array.from({ length: 100 }, (_, i) => Math.floor(i / 10));
    const clusters = Array.from({ length: 10 }, (_, c) => Array.from({ length: 10 }, (_, i) => 10 * c + i));
    const statistic = (indices: Uint32Array) => mean(Array.from(indices, (i) => values[i]!));
    const clustered = clusterBootstrap(clusters, statistic, { seed: 1 })!;
    const independent = bootstrap(100, statistic, { seed: 1 })!;
    const ratio = (clustered.high - clustered.low) / (independent.high - independent.low);
    expect(ratio).toBeGreaterThan(0.85 * Math.sqrt(10));
    expect(ratio).toBeLessThan(1.15 * Math.sqrt(10));
  });

  it('is undefined for fewer than 2 clusters with rows', () => {
    expect(clusterBootstrap([], () => 1, { seed: 1 })).toBeUndefined();
    expect(clusterBootstrap([[0, 1, 2], []], () => 1, { seed: 1 })).toBeUndefined();
  });

  it('is undefined when most replicates are', () => {
    expect(clusterBootstrap([[0], [1]], () => undefined, { seed: 1 })).toBeUndefined();
  });

  it('refuses bad options', () => {
    expect(() => clusterBootstrap([[0], [1]], () => 1, { seed: 1, resamples: 0 })).toThrow(RangeError);
    expect(() => clusterBootstrap([[0], [1]], () => 1, { seed: 1, level: 0 })).toThrow(RangeError);
  });
});
