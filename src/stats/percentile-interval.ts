import type { Interval } from './interval.ts';
import { quantile } from './quantile.ts';
import { requireProportion } from './require-proportion.ts';

/** Share of the replicates that must be defined. */
const DEFINED_SHARE = 0.95;

/**
 * Percentile interval of bootstrap replicates: their (1 - level)/2 and (1 + level)/2 quantiles.
 *
 * Replicates that are `undefined` or not finite are left out: a resample can miss the variation a correlation needs. Where
 * that is so of more than a few of them, there is no interval: those that remain are of the samples that happen to vary, and
 * their spread is no measure of uncertainty. (For 16 heavily tied pairs such an interval excluded 0 although p was 0.55.)
 *
 * @param replicates the statistic in each resample
 * @param level share of the replicates inside the interval, strictly between 0 and 1
 * @returns the interval; `undefined` for no replicates, or when fewer than 95% of them are defined
 * @throws RangeError when `level` is not strictly between 0 and 1
 * @see Efron & Tibshirani (1993), An Introduction to the Bootstrap, section 13.3
 */
export function percentileInterval(replicates: readonly (number | undefined)[], level: number): Interval | undefined {
  requireProportion('level', level);
  const defined = replicates.filter((value): value is number => Number.isFinite(value));
  if (defined.length < DEFINED_SHARE * replicates.length) return undefined;
  const sorted = Array.from(Float64Array.from(defined).sort());
  const low = quantile(sorted, (1 - level) / 2);
  const high = quantile(sorted, (1 + level) / 2);
  return low === undefined || high === undefined ? undefined : { low, high };
}
