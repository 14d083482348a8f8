import { linearRegression } from 'simple-statistics';
import { finite } from './finite.ts';
import { isConstant } from './is-constant.ts';
import { requirePairs } from './require-pairs.ts';

/**
 * Slope of the least squares line of y on x: the change of y for one unit of x.
 *
 * @param x - n finite numbers, such as turn numbers
 * @param y - n finite numbers, `y[i]` observed at `x[i]`
 * @returns the slope, in units of y per unit of x; `undefined` for n < 2 or when x has no variance
 * @throws RangeError when the lengths differ or a value is NaN or infinite
 */
export function slope(x: readonly number[], y: readonly number[]): number | undefined {
  requirePairs(x, y);
  if (isConstant(x)) return undefined;
  if (isConstant(y)) return 0;
  return finite(linearRegression(x.map((value, i) => [value, y[i]!])).m);
}
