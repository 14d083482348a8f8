/**
 * Moves a number into a range it can leave by rounding error only, such as a correlation of 1.0000000000000002.
 *
 * @param value a finite number
 * @param low lower end
 * @param high upper end, not below `low`
 * @returns the nearest number in [low, high]
 */
export function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
