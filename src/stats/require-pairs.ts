import { requireFinite } from './require-finite.ts';

/**
 * Checks that `x[i]` and `y[i]` are pairs of finite numbers.
 *
 * @param x first value of each pair
 * @param y second value of each pair
 * @throws RangeError when the lengths differ or a value is NaN or infinite
 */
export function requirePairs(x: readonly number[], y: readonly number[]): void {
  if (x.length !== y.length) {
    throw new RangeError(`x and y must have the same length, got ${x.length} and ${y.length}`);
  }
  requireFinite('x', x);
  requireFinite('y', y);
}
