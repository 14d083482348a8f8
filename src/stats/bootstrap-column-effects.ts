import type { BootstrapOptions } from './bootstrap.ts';
import type { Clusters } from './clusters.ts';
import { AdditiveFit, type TableRow } from './column-effects.ts';
import { expandedLevel } from './expanded-level.ts';
import type { Interval } from './interval.ts';
import { percentileInterval } from './percentile-interval.ts';
import { random } from './random.ts';
import { requireCount } from './require-count.ts';

/**
 * Bootstrap confidence intervals of `columnEffects`: draws whole rows, or clusters of rows, with replacement and fits
 * anew. The interval of a column is widened as the number of clusters that have a value in it needs (`expandedLevel`).
 *
 * A resample is held as the number of times that each row was drawn: it takes time in proportion to the rows, and to the
 * third power of the number of columns for the fit.
 *
 * @param rows the table
 * @param columns how many columns it has
 * @param options seed, number of resamples and level
 * @param clusters rows that depend on each other; each row by itself where they are left out
 * @returns an interval for each column; `undefined` for one that fewer than two clusters have, or whose effect is
 * undefined in more than 5% of the resamples
 * @throws RangeError when `resamples` is not a positive integer or `level` not in (0, 1)
 * @see bootstrap, columnEffects
 */
export function bootstrapColumnEffects(
  rows: readonly TableRow[],
  columns: number,
  { seed, resamples = 1000, level = 0.95 }: BootstrapOptions,
  clusters: Clusters = rows.map((_, row) => [row]),
): (Interval | undefined)[] {
  requireCount('resamples', resamples);
  const fit = new AdditiveFit(rows, columns);
  const { int } = random(seed);
  const weights = new Float64Array(rows.length);
  const replicates = Array.from({ length: columns }, () => new Array<number | undefined>(resamples));
  for (let resample = 0; resample < resamples; resample += 1) {
    weights.fill(0);
    for (let i = 0; i < clusters.length; i += 1) {
      for (const row of clusters[int(clusters.length)]!) weights[row]! += 1;
    }
    const effects = fit.effects(weights);
    for (let column = 0; column < columns; column += 1) replicates[column]![resample] = effects[column];
  }
  return clustersByColumn(rows, columns, clusters).map((count, column) =>
    count < 2 ? undefined : percentileInterval(replicates[column]!, expandedLevel(count, level)),
  );
}

/** How many clusters have a value in each column. */
function clustersByColumn(rows: readonly TableRow[], columns: number, clusters: Clusters): number[] {
  const counts = new Array<number>(columns).fill(0);
  for (const cluster of clusters) {
    const telling = cluster.map((row) => rows[row]!.columns).filter((held) => held.length > 1);
    for (const column of new Set(telling.flat())) counts[column]! += 1;
  }
  return counts;
}
