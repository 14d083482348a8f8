/** Spread, relative to the largest magnitude, below which values differ by rounding only: 45 machine epsilons. */
const ROUNDING = 1e-14;

/**
 * Whether values have no variance. Values that differ by rounding error only count as equal: three times 0.1 has a
 * computed standard deviation of 1.7e-17, and a ratio to it is noise where the true answer is "undefined".
 *
 * @param values finite numbers
 * @returns true when all are equal up to rounding, also for none and for one
 */
export function isConstant(values: readonly number[]): boolean {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return values.length < 2 || high - low <= ROUNDING * Math.max(Math.abs(low), Math.abs(high));
}
