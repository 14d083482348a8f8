import { finite } from './finite.ts';

/**
 * What a point adds to the sums that the slope of the least squares line follows from: 1, x, y, x², xy. Added up over
 * the points of a cluster they are what the cluster adds.
 */
export function slopeTerms(x: number, y: number): number[] {
  return [1, x, y, x * x, x * y];
}

/**
 * Slope of the least squares line of y on x, from sums over its points: (n·Σxy - Σx·Σy) / (n·Σx² - (Σx)²).
 *
 * Nothing is lost to rounding as long as x are small whole numbers, such as turns or positions; others should be
 * centred first.
 *
 * @param sums n, Σx, Σy, Σx², Σxy
 * @returns the slope, in units of y per unit of x; `undefined` for n < 2 or when x has no variance
 * @see Draper & Smith (1998), Applied Regression Analysis, section 1.2
 */
export function slopeOfSums([n, x, y, xx, xy]: readonly number[]): number | undefined {
  const spread = n! * xx! - x! * x!;
  return spread === 0 ? undefined : finite((n! * xy! - x! * y!) / spread);
}
