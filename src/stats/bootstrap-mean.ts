import type { BootstrapOptions } from './bootstrap.ts';
import type { Interval } from './interval.ts';
import { percentileInterval } from './percentile-interval.ts';
import { random } from './random.ts';
import { requireCount } from './require-count.ts';
import { requireFinite } from './require-finite.ts';

/**
 * Bootstrap confidence interval of a mean: `bootstrap` with the mean as its statistic, and the same interval for the
 * same seed (up to rounding), but faster, as it adds the values up while it draws them.
 *
 * @param values n finite numbers, independent of each other
 * @param options seed, number of resamples and level
 * @returns the interval, in the unit of the values; `undefined` for n < 2
 * @throws RangeError when a value is NaN or infinite, `resamples` not a positive integer, or `level` not in (0, 1)
 * @see bootstrap
 */
export function bootstrapMean(
  values: readonly number[],
  { seed, resamples = 1000, level = 0.95 }: BootstrapOptions,
): Interval | undefined {
  requireFinite('values', values);
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
