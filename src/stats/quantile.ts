import { quantileSorted } from 'simple-statistics';

/**
 * Quantile of sorted values by linear interpolation between order statistics, type 7: the default of R and NumPy.
 *
 * @param sorted finite numbers in ascending order (not checked)
 * @param p share of the values below the quantile, 0 to 1
 * @returns the quantile, in the unit of the values; `undefined` for no values
 * @throws RangeError when `p` is outside [0, 1]
 * @see Hyndman & Fan (1996), "Sample quantiles in statistical packages", The American Statistician 50(4), 361–365
 */
export function quantile(sorted: readonly number[], p: number): number | undefined {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`p must be between 0 and 1, got ${p}`);
  return sorted.length === 0 ? undefined : quantileSorted(sorted, p);
}
