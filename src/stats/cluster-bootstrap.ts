import type { BootstrapOptions } from './bootstrap.ts';
import { clusterResamples } from './cluster-resamples.ts';
import type { Interval } from './interval.ts';
import { percentileInterval } from './percentile-interval.ts';

/**
 * Bootstrap confidence interval of a statistic of rows that come in clusters, such as the turns of a session: draws
 * whole clusters with replacement and computes the statistic from all their rows, so that rows of a cluster may depend
 * on each other. With one row in each cluster it is `bootstrap`.
 *
 * @param clusters row indices of each cluster; clusters without rows are left out
 * @param statistic computes the statistic from the rows drawn, whose number varies where clusters differ in size.
 * The array is reused from one resample to the next: read it, do not keep it. It may return `undefined`.
 * @param options seed, number of resamples and level
 * @returns the percentile interval; `undefined` for fewer than 2 clusters or when fewer than 95% of the resamples have
 * a defined statistic. It is too narrow where clusters are few (below about 20).
 * @throws RangeError when `resamples` is not a positive integer or `level` not in (0, 1)
 * @see Davison & Hinkley (1997), Bootstrap Methods and their Application, section 3.8; Field & Welsh (2007),
 * "Bootstrapping clustered data", JRSS B 69(3), 369–390
 */
export function clusterBootstrap(
  clusters: readonly (readonly number[])[],
  statistic: (indices: Uint32Array) => number | undefined,
  { seed, resamples = 1000, level = 0.95 }: BootstrapOptions,
): Interval | undefined {
  const replicates: (number | undefined)[] = [];
  for (const indices of clusterResamples(clusters, { seed, resamples })) replicates.push(statistic(indices));
  return replicates.length === 0 ? undefined : percentileInterval(replicates, level);
}
