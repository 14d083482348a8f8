import type { Interval } from './interval.ts';
import { percentileInterval } from './percentile-interval.ts';
import { random } from './random.ts';
import { requireCount } from './require-count.ts';

export interface BootstrapOptions {
  /** Seed of the stream of random numbers; the same seed gives the same interval. */
  seed: number | string;
  /** Number of resamples, 1000 by default. */
  resamples?: number;
  /** Confidence level, 0.95 by default. */
  level?: number;
}

/**
 * Bootstrap confidence interval of any statistic of n independent items: draws n items with replacement, computes the
 * statistic, repeats, and takes the percentile interval of the results.
 *
 * The percentile interval, rather than the basic or BCa one, because it stays in the range of the statistic (a
 * correlation in [-1, 1]), does not depend on the scale it is computed on, and needs no further evaluations (BCa needs
 * n more). Its price is that it is somewhat too narrow for small n, by the factor √((n - 1)/n) for a mean, and
 * off-centre where the statistic is biased.
 *
 * @param n number of items
 * @param statistic computes the statistic from the indices of the items drawn (n of 0..n-1, with repetition). The
 * array is reused from one resample to the next: read it, do not keep it. It may return `undefined` where a resample
 * leaves the statistic undefined; such resamples are ignored.
 * @param options seed, number of resamples and level
 * @returns the interval; `undefined` for n < 2 or when fewer than 95% of the resamples have a defined statistic
 * @throws RangeError when `n` is not an integer ≥ 0, `resamples` not a positive integer, or `level` not in (0, 1)
 * @see Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapter 13; Hesterberg (2015), "What teachers
 * should know about the bootstrap", The American Statistician 69(4), 371–386, for the limits of the percentile interval
 */
export function bootstrap(
  n: number,
  statistic: (indices: Uint32Array) => number | undefined,
  { seed, resamples = 1000, level = 0.95 }: BootstrapOptions,
): Interval | undefined {
  if (n !== 0) requireCount('n', n);
  requireCount('resamples', resamples);
  if (n < 2) return undefined;
  const { int } = random(seed);
  const indices = new Uint32Array(n);
  const replicates: (number | undefined)[] = [];
  for (let resample = 0; resample < resamples; resample += 1) {
    for (let i = 0; i < n; i += 1) indices[i] = int(n);
    replicates.push(statistic(indices));
  }
  return percentileInterval(replicates, level);
}
