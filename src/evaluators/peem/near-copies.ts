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
// goes: 0 for independent errors, 1 for copies.
//
// That is necessary for copies, but not enough. Models that are right equally often on each item reach the ceiling
// although their errors are independent, and where the others are weak the expectation is a guess. So a pair is named
// only if something else says the same: answers that can be equal by the errors that the two share (shared-errors.ts),
// ratings by an excess that is there whatever the items.
//
// Measured on 8 of the published MultiRC models: where one of them takes part twice, with 3 and with 2 of its 5 samples,
// 30 of 32 such pairs are named and no other. Of simulated independent models (copies.test.ts) hardly any pair is.
// Copies that err too rarely to share errors can't be told this way, nor samples of one model drawn hot, one an item.
import { standardDeviation } from '../../stats/standard-deviation.ts';
import { ensemble } from './baselines.ts';
import type { Measure } from './consistency.ts';
import { normaliseText } from './normalise-text.ts';
import type { Matrix, Prediction, Predictions } from './predictions.ts';
import { type SharedErrors, sharedErrors } from './shared-errors.ts';

/** Two models that agree with each other almost as much as with themselves, and more than the others explain. */
export interface NearCopies {
  pair: [number, number];
  agreement: number;
  expected: number;
  excess: number;
  /** What supports it, where answers can be equal. */
  errors?: SharedErrors;
}

/** Share of the way from the expected agreement to the ceiling that makes near copies. */
const EXCESS = 0.8;

/** Below this room between expectation and ceiling, excess is noise: all are as good as perfect, or unreadable. */
const ROOM = 0.02;

/** Share of the way from the expected rate of shared errors to that of a model with itself. */
const SHARED = 0.5;

/** Below this room a model's errors are its own by chance alone. */
const ROOM_OF_ERRORS = 0.05;

/** So many standard errors are no chance: there are many pairs to look at. */
const SURE = 3;

/**
 * Pairs of models that agree as near copies do. Needs four models: with fewer, nothing tells what to expect.
 *
 * @param consistency C(i,j)
 * @param self D, as far as the samples of one run tell: they are never paired with themselves; NaN where there is one
 * sample an item, which is taken for perfectly reproducible
 */
export function nearCopies(consistency: Matrix, self: readonly number[]): NearCopies[] {
  const n = consistency.length;
  const expectedOf = expectation(consistency);
  const found: NearCopies[] = [];
  for (let i = 0; i < n; i += 1) {
    for (let j = i + 1; j < n; j += 1) {
      const agreement = consistency[i]![j]!;
      const expected = expectedOf(i, j);
      if (expected === undefined) continue;
      const ceiling = Math.sqrt(Math.max(0, reproducible(self[i]!)) * Math.max(0, reproducible(self[j]!)));
      if (ceiling - expected < ROOM) continue;
      const excess = (agreement - expected) / (ceiling - expected);
      if (excess >= EXCESS) found.push({ pair: [i, j], agreement, expected, excess });
    }
  }
  return found;
}

/** What the other models let expect two of them to agree on; undefined where they can't. */
export function expectation(consistency: Matrix): (i: number, j: number) => number | undefined {
  const n = consistency.length;
  const rowSums = consistency.map((row, i) => row.reduce((sum, value, j) => (i === j ? sum : sum + value), 0));
  const sum = rowSums.reduce((total, rowSum) => total + rowSum, 0);
  return (i, j) => {
    if (n < 4) return undefined;
    const agreement = consistency[i]![j]!;
    let sameThird = 0;
    for (let k = 0; k < n; k += 1) if (k !== i && k !== j) sameThird += consistency[i]![k]! * consistency[j]![k]!;
    const numerator = (rowSums[i]! - agreement) * (rowSums[j]! - agreement) - sameThird;
    const denominator = sum - 2 * (rowSums[i]! + rowSums[j]! - agreement);
    return denominator > 0 ? numerator / denominator : undefined;
  };
}

/** Those of the pairs that share errors, too. For all measures but that of ratings. */
export function sharingErrors(
  pairs: readonly NearCopies[],
  predictions: Predictions,
  consistency: Matrix,
  measure: Measure['type'],
): NearCopies[] {
  const weights = ensemble(consistency);
  const key = (prediction: Prediction | null) => keyOf(prediction, measure);
  const all = sharedErrors(
    predictions,
    pairs.map(({ pair }) => pair),
    { weights, key },
  );
  return pairs.flatMap((found, at) => {
    const errors = all[at];
    if (errors === undefined) return [];
    const { shared, expected, self, z } = errors;
    const room = reproducible(self) - expected;
    return room >= ROOM_OF_ERRORS && shared - expected >= SHARED * room && z >= SURE ? [{ ...found, errors }] : [];
  });
}

/**
 * Those of the pairs whose excess is no chance of the items.
 *
 * @param excesses of each pair, agreement less what is expected in each resample; undefined where nothing can be
 */
export function beyondChance(
  pairs: readonly NearCopies[],
  excesses: readonly (readonly (number | undefined)[])[],
): NearCopies[] {
  return pairs.filter(({ agreement, expected }, at) => {
    const known = excesses[at]!.filter((excess) => excess !== undefined);
    const error = standardDeviation(known);
    return error !== undefined && known.length === excesses[at]!.length && agreement - expected >= SURE * error;
  });
}

/** A prediction as a text that is equal for equal ones; an unread one is equal to nothing. */
function keyOf(prediction: Prediction | null, measure: Measure['type']): string | null {
  if (prediction === null) return null;
  const text = typeof prediction === 'object' ? JSON.stringify(prediction) : String(prediction);
  if (measure === 'set') return text;
  return (measure === 'text' ? normaliseText(text) : text) || null;
}

const reproducible = (self: number): number => (Number.isNaN(self) ? 1 : self);
