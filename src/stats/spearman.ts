import { sampleRankCorrelation } from 'simple-statistics';
import { clamp } from './clamp.ts';
import { finite } from './finite.ts';
import { requirePairs } from './require-pairs.ts';

/**
 * Spearman's rank correlation ρ: Pearson's correlation of the ranks, how closely pairs follow any monotonic curve.
 * Ties get the average of the ranks they span (as `ranks` does), not the shortcut 1 - 6Σd²/(n³ - n), which is wrong
 * with ties. simple-statistics 7.12 does so; earlier releases ranked ties in order of appearance.
 *
 * @param x n finite numbers
 * @param y n finite numbers, `y[i]` paired with `x[i]`
 * @returns ρ in [-1, 1]; `undefined` for n < 2 or when all of x or all of y are equal
 * @throws RangeError when the lengths differ or a value is NaN or infinite
 * @see Kendall & Gibbons (1990), Rank Correlation Methods, 5th ed., chapter 3
 */
export function spearman(x: readonly number[], y: readonly number[]): number | undefined {
  requirePairs(x, y);
  if (x.length < 2) return undefined;
  const rho = finite(sampleRankCorrelation(x, y));
  return rho === undefined ? undefined : clamp(rho, -1, 1);
}
