import { sampleCorrelation } from 'simple-statistics';
import { clamp } from './clamp.ts';
import { finite } from './finite.ts';
import { isConstant } from './is-constant.ts';
import { requirePairs } from './require-pairs.ts';

/**
 * Pearson's product-moment correlation r: how closely pairs follow a straight line.
 *
 * @param x n finite numbers
 * @param y n finite numbers, `y[i]` paired with `x[i]`
 * @returns r in [-1, 1]; `undefined` for n < 2 or when x or y has no variance
 * @throws RangeError when the lengths differ or a value is NaN or infinite
 */
export function pearson(x: readonly number[], y: readonly number[]): number | undefined {
  requirePairs(x, y);
  if (isConstant(x) || isConstant(y)) return undefined;
  const r = finite(sampleCorrelation(x, y));
  return r === undefined ? undefined : clamp(r, -1, 1);
}
