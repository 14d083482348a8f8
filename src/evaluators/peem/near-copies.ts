// Not in the paper, which assumes that the errors of the models are independent: pairs that break the condition, a model
// and its fine-tune, one model under two names.
//
// If models agree only as far as both are capable, C(i,j) ≈ g(i)·g(j) for some g, and then for any other models k ≠ l
// C(i,j)·C(k,l) = C(i,k)·C(j,l): Spearman's vanishing tetrads (1904, American Journal of Psychology 15). So all other
// pairs tell what i and j should agree on,
//
//   expected(i,j) = Σ C(i,k)·C(j,l) / Σ C(k,l), over the ordered pairs k ≠ l of other models,
//
// and copies agree on as much as each reproduces itself, ceiling(i,j) = √(D(i)·D(j)), D being what a model's consistency
// with another run of itself would be. The excess is how much of the way from what is expected to the ceiling a pair
// goes: 0 for independent errors, 1 for copies. Measured on 8 of the published MultiRC models: where one of them takes part
// twice, with 3 and with 2 of its 5 samples, 78 of the 80 such pairs reach the limit below and none of 2800 others does.
// Samples of one model drawn hot, one an item, can't be told this way.
import type { Matrix } from './predictions.ts';

/** Two models that agree with each other almost as much as with themselves, and more than the others explain. */
export interface NearCopies {
  pair: [number, number];
  agreement: number;
  expected: number;
  excess: number;
}

/** Share of the way from the expected agreement to the ceiling that makes near copies. */
const EXCESS = 0.8;

/** Below this room between expectation and ceiling, excess is noise: all are as good as perfect, or unreadable. */
const ROOM = 0.02;

/**
 * Pairs of models that are near copies of each other. Needs four models: with fewer, nothing tells what to expect.
 *
 * @param consistency C(i,j)
 * @param self D, as far as the samples of one run tell: they are never paired with themselves; NaN where there is one
 * sample an item, which is taken for perfectly reproducible
 */
export function nearCopies(consistency: Matrix, self: readonly number[]): NearCopies[] {
  const n = consistency.length;
  if (n < 4) return [];
  const rowSums = consistency.map((row, i) => row.reduce((sum, value, j) => (i === j ? sum : sum + value), 0));
  const sum = rowSums.reduce((total, rowSum) => total + rowSum, 0);
  const found: NearCopies[] = [];
  for (let i = 0; i < n; i += 1) {
    for (let j = i + 1; j < n; j += 1) {
      const agreement = consistency[i]![j]!;
      let sameThird = 0;
      for (let k = 0; k < n; k += 1) if (k !== i && k !== j) sameThird += consistency[i]![k]! * consistency[j]![k]!;
      const numerator = (rowSums[i]! - agreement) * (rowSums[j]! - agreement) - sameThird;
      const denominator = sum - 2 * (rowSums[i]! + rowSums[j]! - agreement);
      if (!(denominator > 0)) continue;
      const expected = numerator / denominator;
      const ceiling = Math.sqrt(Math.max(0, reproducible(self[i]!)) * Math.max(0, reproducible(self[j]!)));
      if (ceiling - expected < ROOM) continue;
      const excess = (agreement - expected) / (ceiling - expected);
      if (excess >= EXCESS) found.push({ pair: [i, j], agreement, expected, excess });
    }
  }
  return found;
}

const reproducible = (self: number): number => (Number.isNaN(self) ? 1 : self);
