/**
 * A result, or `undefined` where computing it overflowed or divided by zero, so that no caller meets NaN.
 *
 * @param value a computed number
 * @returns the same number when it is finite, else `undefined`
 */
export function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}
