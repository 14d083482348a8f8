// Yuan et al., findings of ACL 2024, arXiv 2408.13738. The M-step: whether the references agree better without one.
import type { Matrix } from './predictions.ts';

/** Differences below this are rounding: they neither break a tie nor drop a reference. */
export const ROUNDING = 1e-12;

/** The mean consistency of the references before and after a candidate left them. */
export interface Filtering {
  before: number;
  after: number;
  dropped: boolean;
}

/**
 * Drops the candidate if the mean consistency grows. A published quirk: the candidate leaves as a row only, its column
 * stays, so `after` is over n² − n entries and the others' agreement with the candidate still counts.
 *
 * @param block consistency among the references that are still in, diagonal included
 * @param candidate place of the candidate in the block
 */
export function filter(block: Matrix, candidate: number): Filtering {
  const n = block.length;
  const rowSums = block.map((row) => row.reduce((sum, value) => sum + value, 0));
  const sum = rowSums.reduce((total, rowSum) => total + rowSum, 0);
  const before = sum / (n * n);
  if (n === 1) return { before, after: before, dropped: false };
  const after = (sum - rowSums[candidate]!) / (n * n - n);
  return { before, after, dropped: after - before > ROUNDING };
}

/**
 * The candidate to drop: the reference of least weight. Of equal ones the first, as published, or the first by name
 * where names are given, which does not depend on the order of the models.
 */
export function leastWeight(weights: readonly number[], names?: readonly string[]): number {
  const least = Math.min(...weights);
  let candidate = -1;
  for (const [i, weight] of weights.entries()) {
    if (weight - least > ROUNDING) continue;
    if (candidate < 0 || (names && names[i]! < names[candidate]!)) candidate = i;
  }
  return candidate;
}
