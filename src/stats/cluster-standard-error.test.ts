import { describe, expect, it } from 'vitest';
import { clusterStandardError } from './cluster-standard-error.ts';
import { standardError } from './standard-error.ts';

describe('clusterStandardError', () => {
  it('is standardError with one value in each cluster', () => {
    const values = [1, 4, 2, 8, 5];
    const alone = values.map((_, row) => [row]);
    expect(clusterStandardError(values, alone)).toBeCloseTo(standardError(values)!, 12);
  });

  it('is that of the clusters where all values of a cluster are equal', () => {
    const clusters = [
      [0, 3],
      [1, 4],
      [2, 5],
    ];
    expect(clusterStandardError([1, 4, 2, 1, 4, 2], clusters)).toBeCloseTo(standardError([1, 4, 2])!, 12);
  });

  it('is what clusters of different sizes make of it', () => {
    // By hand: mean 4; the clusters' sums of differences are -3 - 1 = -4 and 4; √(2 · 32) / 3.
    expect(clusterStandardError([1, 3, 8], [[0, 1], [2]])).toBeCloseTo(8 / 3, 12);
  });

  it('is undefined for fewer than two clusters', () => {
    expect(clusterStandardError([], [])).toBeUndefined();
    expect(clusterStandardError([1, 2], [[0, 1]])).toBeUndefined();
  });
});
