// The M-step, dropping of one reference: whether the others agree better without it.
import type { Matrix } from './predictions.ts';

/** Differences below this are rounding: they neither break a tie nor drop a reference. */
export const ROUNDING = 1e-12;

/** The mean consistency of the references before and after a candidate left them. */
export interface DropDecision {
  before: number;
  after: number;
  dropped: boolean;
}

/**
 * Drops the candidate if the mean consistency grows: new > old, with old = mean of the block and new = (sum of the block
 * − the candidate's row) / (n² − n). A published quirk: the candidate leaves as a row only, its column stays, so the
 * others' agreement with the candidate still counts. Entries that are not known (NaN) are left out of both means.
 *
 * @param block consistency among the references that are still in, diagonal included
 * @param candidate place of the candidate in the block
 */
export function filter(block: Matrix, candidate: number): DropDecision {
  const before = meanOfRows(block);
  if (block.length === 1) return { before, after: before, dropped: false };
  const after = meanOfRows(block, candidate);
  return { before, after, dropped: after - before > ROUNDING };
}

/** The mean of the known entries, of all rows but one. No array is made of them: every resample of the items comes here. */
function meanOfRows(block: Matrix, leftOut?: number): number {
  let sum = 0;
  let known = 0;
  for (let i = 0; i < block.length; i += 1) {
    if (i === leftOut) continue;
    const row = block[i]!;
    for (let j = 0; j < row.length; j += 1) {
      if (Number.isNaN(row[j]!)) continue;
      sum += row[j]!;
      known += 1;
    }
  }
  return known === 0 ? 0 : sum / known;
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
