import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bootstrap } from './bootstrap.ts';
import { bootstrapCorrelations } from './bootstrap-correlations.ts';
import { clusterBootstrap } from './cluster-bootstrap.ts';
import { clustersOf } from './clusters.ts';
import { kendall } from './kendall.ts';
import { pearson } from './pearson.ts';
import { spearman } from './spearman.ts';

describe('bootstrapCorrelations', () => {
  it('gives the intervals of the plain bootstrap with each correlation, with and without ties', () => {
    const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 40 })), {
      minLength: 4,
      maxLength: 30,
    });
    fc.assert(
      fc.property(pairs, fc.integer(), (drawn, seed) => {
        const x = drawn.map(([a]) => a / 3);
        const y = drawn.map(([a, b]) => a / 2 + b / 7);
        const options = { seed, resamples: 60 };
        const fast = bootstrapCorrelations(x, y, options);
        for (const [name, correlation] of Object.entries({ pearson, spearman, kendall })) {
          const plain = bootstrap(
            x.length,
            (indices) =>
              correlation(
                Array.from(indices, (i) => x[i]!),
                Array.from(indices, (i) => y[i]!),
              ),
            options,
          );
          const own = fast[name as keyof typeof fast];
          if (plain === undefined) expect(own).toBeUndefined();
          else {
            expect(own?.low).toBeCloseTo(plain.low, 9);
            expect(own?.high).toBeCloseTo(plain.high, 9);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('does not depend on the unit of the values', () => {
    const [x, y] = [
      [1, 2, 3, 4, 5, 6, 7, 8],
      [2, 1, 4, 3, 7, 5, 8, 6],
    ] as const;
    const options = { seed: 1, resamples: 100 };
    const expected = bootstrapCorrelations(x, y, options).pearson!;
    for (const unit of [1e-10, 1e10]) {
      const scaled = (values: readonly number[]) => values.map((value) => value * unit);
      const found = bootstrapCorrelations(scaled(x), scaled(y), options).pearson!;
      expect([found.low, found.high]).toEqual([expect.closeTo(expected.low, 9), expect.closeTo(expected.high, 9)]);
    }
  });

  it('gives the intervals of clusterBootstrap where pairs come in clusters', () => {
    const pairs = fc.array(fc.tuple(fc.nat(6), fc.nat(12), fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')), {
      minLength: 8,
      maxLength: 30,
    });
    fc.assert(
      fc.property(pairs, fc.integer(), (drawn, seed) => {
        const x = drawn.map(([a]) => a);
        const y = drawn.map(([a, b]) => a + b);
        const clusters = clustersOf(drawn.map(([, , key]) => key))!;
        const options = { seed, resamples: 60 };
        const fast = bootstrapCorrelations(x, y, options, clusters);
        for (const [name, correlation] of Object.entries({ pearson, spearman, kendall })) {
          const of = (indices: Uint32Array) =>
            correlation(
              Array.from(indices, (i) => x[i]!),
              Array.from(indices, (i) => y[i]!),
            );
          const plain = clusterBootstrap(clusters, of, options);
          const own = fast[name as keyof typeof fast];
          expect(own === undefined).toBe(plain === undefined);
          if (own === undefined || plain === undefined) continue;
          expect(own.low).toBeCloseTo(plain.low, 9);
          expect(own.high).toBeCloseTo(plain.high, 9);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('leaves out what is undefined', () => {
    expect(bootstrapCorrelations([1], [1], { seed: 1 })).toEqual({});
    expect(bootstrapCorrelations([1, 2, 3], [1, 2, 4], { seed: 1 }, [[0, 1, 2]])).toEqual({});
    expect(bootstrapCorrelations([1, 1, 1], [1, 2, 3], { seed: 1, resamples: 20 })).toEqual({});
  });
});
