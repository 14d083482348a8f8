// What the sums over items give for the references, in all items or in a resample of them.
import { affordableBlocks, type Blocks, dealt } from './consistency/blocks.ts';
import { consistencyMatrix, selfConsistency, unpaired } from './consistency/pair-sums.ts';
import { type Measure, pairSums, termsOf } from './consistency.ts';
import type { Matrix } from './predictions.ts';
import type { References } from './references.ts';
import type { Resampling } from './trust.ts';

export interface Measured {
  /** Among the references; NaN on the diagonal where a reference has never two samples of an item. */
  consistency: Matrix;
  /** Consistency of each reference with the gold answers, where there are any. */
  accuracy?: readonly number[];
}

export interface Measurement {
  blocks: Blocks;
  /** @param weights how often each block of items is drawn; once where they are left out */
  of(weights?: ArrayLike<number>): Measured;
  /** Consistency of each reference with itself, a sample never paired with itself; NaN where nobody can say. */
  self: readonly number[];
  /** Pairs of references without an item in common. */
  unpaired: readonly (readonly [number, number])[];
}

/**
 * Accuracy is consistency with the gold answers. So they are the last column of the same sums, and of the same resamples;
 * here alone, as they leave the matrix before anyone sees it.
 */
export function measure({ columns, gold }: References, by: Measure, { seed, resamples }: Resampling): Measurement {
  const n = columns.length;
  const all = gold === undefined ? columns : [...columns, gold];
  const blocks = dealt(all[0]!.length, affordableBlocks(all.length, resamples, termsOf(by)), seed);
  const sums = pairSums(all, by, blocks);
  return {
    blocks,
    of(weights) {
      const matrix = consistencyMatrix(sums, { weights, unknown: Number.NaN });
      if (gold === undefined) return { consistency: matrix };
      return { consistency: matrix.slice(0, n).map((row) => row.slice(0, n)), accuracy: matrix[n]!.slice(0, n) };
    },
    self: selfConsistency(sums).slice(0, n),
    unpaired: unpaired(sums).filter(([, j]) => j < n),
  };
}

/**
 * The matrix by which the ranked models are compared. If what one of them would gain from its own diagonal is not known,
 * none gains by it: the diagonal is left out for all.
 */
export function comparable(consistency: Matrix, ranked: readonly number[]): Matrix {
  if (ranked.every((i) => !Number.isNaN(consistency[i]![i]))) return consistency;
  return consistency.map((row, i) => row.with(i, Number.NaN));
}
