/**
 * Checks that every value is a finite number, so that no statistic can turn a missing value into NaN.
 * Callers leave missing values out before they compute.
 *
 * @param name what the values are, for the message
 * @param values numbers to check
 * @throws RangeError naming the first value that is NaN or infinite, and its index
 */
export function requireFinite(name: string, values: readonly number[]): void {
  for (let i = 0; i < values.length; i += 1) {
    if (!Number.isFinite(values[i])) {
      throw new RangeError(`${name} must be finite numbers, got ${values[i]} at index ${i}`);
    }
  }
}
