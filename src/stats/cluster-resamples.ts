import { random } from './random.ts';
import { requireCount } from './require-count.ts';

/**
 * Resamples of rows that come in clusters: each draws as many clusters as there are, with replacement, and holds all their
 * rows.
 *
 * @param clusters row indices of each cluster; clusters without rows are left out
 * @returns the row indices of one resample after the other, whose number varies where clusters differ in size; none for
 * fewer than 2 clusters. The array is reused from one resample to the next: read it, do not keep it.
 * @throws RangeError when `resamples` is not a positive integer
 */
export function* clusterResamples(
  clusters: readonly (readonly number[])[],
  { seed, resamples }: { seed: number | string; resamples: number },
): Generator<Uint32Array> {
  requireCount('resamples', resamples);
  const filled = clusters.filter((rows) => rows.length > 0).map((rows) => Uint32Array.from(rows));
  if (filled.length < 2) return;
  const { int } = random(seed);
  const largest = filled.reduce((size, rows) => Math.max(size, rows.length), 0);
  const indices = new Uint32Array(filled.length * largest);
  for (let resample = 0; resample < resamples; resample += 1) {
    let length = 0;
    for (let i = 0; i < filled.length; i += 1) {
      const rows = filled[int(filled.length)]!;
      indices.set(rows, length);
      length += rows.length;
    }
    yield indices.subarray(0, length);
  }
}
