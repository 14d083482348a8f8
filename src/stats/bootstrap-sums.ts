import type { BootstrapOptions } from './bootstrap.ts';
import type { Interval } from './interval.ts';
import { percentileInterval } from './percentile-interval.ts';
import { random } from './random.ts';
import { requireCount } from './require-count.ts';

/**
 * Bootstrap confidence interval of a statistic that follows from sums over items (a mean, a slope, α): `bootstrap` with
 * that statistic, and the same interval for the same seed (up to rounding). What an item adds to the sums is computed
 * once and not in every resample. An item may be a whole cluster of rows, which is then drawn as one.
 *
 * @param terms items × k: what each of n items adds to each of the k sums
 * @param statistic computes the statistic from the k sums over the items drawn. The array is reused from one resample
 * to the next. It may return `undefined`.
 * @param options seed, number of resamples and level
 * @returns the interval; `undefined` for n < 2 or when fewer than 95% of the resamples have a defined statistic
 * @throws RangeError when the items have not all the same number of terms, `resamples` is not a positive integer, or
 * `level` not in (0, 1)
 * @see bootstrap
 */
export function bootstrapSums(
  terms: readonly (readonly number[])[],
  statistic: (sums: readonly number[]) => number | undefined,
  { seed, resamples = 1000, level = 0.95 }: BootstrapOptions,
): Interval | undefined {
  requireCount('resamples', resamples);
  const n = terms.length;
  if (n < 2) return undefined;
  const k = terms[0]!.length;
  if (terms.some((own) => own.length !== k)) throw new RangeError('all items must add to the same number of sums');
  const flat = Float64Array.from(terms.flat());
  const { int } = random(seed);
  const sums: number[] = new Array(k).fill(0);
  const replicates: (number | undefined)[] = [];
  for (let resample = 0; resample < resamples; resample += 1) {
    sums.fill(0);
    for (let i = 0; i < n; i += 1) {
      const at = int(n) * k;
      for (let j = 0; j < k; j += 1) sums[j]! += flat[at + j]!;
    }
    replicates.push(statistic(sums));
  }
  return percentileInterval(replicates, level);
}
