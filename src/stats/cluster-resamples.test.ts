import { expect, it } from 'vitest';
import { clusterResamples } from './cluster-resamples.ts';

const drawn = (clusters: readonly (readonly number[])[], seed: number, resamples: number) =>
  Array.from(clusterResamples(clusters, { seed, resamples }), (indices) => [...indices]);

it('draws whole clusters, as many as there are', () => {
  const clusters = [[0], [1, 2], [], [3, 4, 5]];
  const resamples = drawn(clusters, 1, 200);
  expect(resamples).toHaveLength(200);
  const seen = new Set(resamples.map((rows) => rows.length));
  expect([...seen].sort((a, b) => a - b)).toEqual([3, 4, 5, 6, 7, 8, 9]); // three clusters of one to three rows
  for (const rows of resamples) {
    expect(rows.filter((row) => row === 1)).toHaveLength(rows.filter((row) => row === 2).length);
    expect(rows.filter((row) => row === 3)).toHaveLength(rows.filter((row) => row === 5).length);
  }
});

it('draws the same for the same seed', () => {
  expect(drawn([[0], [1]], 7, 5)).toEqual(drawn([[0], [1]], 7, 5));
  expect(drawn([[0], [1]], 7, 5)).not.toEqual(drawn([[0], [1]], 8, 5));
});

it('has none for fewer than two clusters', () => {
  expect(drawn([[0, 1], []], 1, 5)).toEqual([]);
});
