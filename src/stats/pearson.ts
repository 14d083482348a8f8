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
  const r = finite(sampleCorrelation(scaled(x), scaled(y)));
  return r === undefined ? undefined : clamp(r, -1, 1);
}

/**
 * The values in a unit of the size of the largest. It is a power of two, so that no digit of a correlation changes; but
 * squares of 1e200 would overflow, and those of 1e-200 vanish.
 */
function scaled(values: readonly number[]): number[] {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const unit = 2 ** Math.floor(Math.log2(largest));
  return values.map((value) => value / unit);
}
