import type { BootstrapOptions } from './bootstrap.ts';
import { bootstrapSums } from './bootstrap-sums.ts';
import type { Clusters } from './clusters.ts';
import type { Interval } from './interval.ts';
import { percentileInterval } from './percentile-interval.ts';
import { random } from './random.ts';
import { requireCount } from './require-count.ts';
import { requireFinite } from './require-finite.ts';

/**
 * Bootstrap confidence interval of a mean: `bootstrap` with the mean as its statistic, and the same interval for the
 * same seed (up to rounding), but faster, as it adds the values up while it draws them.
 *
 * @param values n finite numbers
 * @param options seed, number of resamples and level
 * @param clusters values that depend on each other, which are drawn together (as by `clusterBootstrap`); each value by
 * itself where they are left out
 * @returns the interval, in the unit of the values; `undefined` for fewer than 2 values or clusters
 * @throws RangeError when a value is NaN or infinite, `resamples` not a positive integer, or `level` not in (0, 1)
 * @see bootstrap, clusterBootstrap
 */
export function bootstrapMean(
  values: readonly number[],
  { seed, resamples = 1000, level = 0.95 }: BootstrapOptions,
  clusters?: Clusters,
): Interval | undefined {
  requireFinite('values', values);
  if (clusters !== undefined) {
    const terms = clusters.map((rows) => [rows.length, rows.reduce((sum, row) => sum + values[row]!, 0)]);
    return bootstrapSums(terms, ([n, sum]) => sum! / n!, { seed, resamples, level });
  }
  requireCount('resamples', resamples);
  const n = values.length;
  if (n < 2) return undefined;
  const { int } = random(seed);
  const replicates: number[] = [];
  for (let resample = 0; resample < resamples; resample += 1) {
    let sum = 0;
    for (let i = 0; i < n; i += 1) sum += values[int(n)]!;
    replicates.push(sum / n);
  }
  return percentileInterval(replicates, level);
}
