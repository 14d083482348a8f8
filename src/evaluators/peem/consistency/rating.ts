// Yuan et al., findings of ACL 2024, arXiv 2408.13738: consistency of ratings, as in the USR experiment.
//
// Pearson correlation between the per-item means of two models. Unread ratings are left out of an item's mean; an item
// of which a model has no readable rating is left out of the correlations of that model. (The published code gives such
// an item the mean 0, a rating that nobody gave.) The diagonal is the plain correlation of a model with itself, 1.
// Where the ratings of a model do not vary a correlation is undefined: the consistency is 0, nothing in common.
import type { Predictions } from '../predictions.ts';
import { type Blocks, oneBlock } from './blocks.ts';
import { emptyPairSums, type PairSums, strideOf } from './pair-sums.ts';

/** Sums of the rating consistency: the six moments of a correlation for each pair, over the items that both rated. */
export function rating(predictions: Predictions<number>, blocks?: Blocks): PairSums {
  const n = predictions.length;
  const items = predictions[0]?.length ?? 0;
  if (predictions.some((model) => model.length !== items)) throw new RangeError('every model must have every item');

  // Per-item means, NaN where none was read, less the model's overall mean, which keeps the sums of squares precise.
  const means = predictions.map((model) => {
    const ofModel = Float64Array.from(model, meanOf);
    const known = ofModel.filter((mean) => !Number.isNaN(mean));
    const centre = known.length > 0 ? known.reduce((sum, mean) => sum + mean, 0) / known.length : 0;
    const roundingOf = known.reduce((largest, mean) => Math.max(largest, Math.abs(mean)), 0) * 1e-14;
    return ofModel.map((mean) => (Math.abs(mean - centre) <= roundingOf ? 0 : mean - centre));
  });

  const result = emptyPairSums(n, blocks ?? oneBlock(items), 6, correlation);
  const { sums } = result;
  const stride = strideOf(n);
  const triangle = stride - n;
  const column = new Float64Array(n);
  for (let item = 0; item < items; item += 1) {
    for (let i = 0; i < n; i += 1) column[i] = means[i]![item]!;
    const at = result.blocks.of[item]! * 6 * stride;
    for (let i = 0, pair = at; i < n; i += 1) {
      const x = column[i]!;
      if (Number.isNaN(x)) {
        pair += n - i;
        continue;
      }
      for (let j = i; j < n; j += 1, pair += 1) {
        const y = column[j]!;
        if (Number.isNaN(y)) continue;
        sums[pair]! += 1;
        sums[pair + stride]! += x;
        sums[pair + 2 * stride]! += y;
        sums[pair + 3 * stride]! += x * x;
        sums[pair + 4 * stride]! += y * y;
        sums[pair + 5 * stride]! += x * y;
      }
      for (let term = 0; term < 6; term += 1) {
        sums[at + term * stride + triangle + i]! += term === 0 ? 1 : term < 3 ? x : x * x;
      }
    }
  }
  return result;
}

function meanOf(ratings: readonly (number | null)[]): number {
  let sum = 0;
  let count = 0;
  for (const value of ratings) {
    if (value === null || !Number.isFinite(value)) continue;
    sum += value;
    count += 1;
  }
  return count > 0 ? sum / count : Number.NaN;
}

function correlation(sums: Float64Array, at: number, stride: number): number {
  const n = sums[at]!;
  const x = sums[at + stride]!;
  const y = sums[at + 2 * stride]!;
  const xx = sums[at + 3 * stride]!;
  const yy = sums[at + 4 * stride]!;
  const varianceX = xx - (x * x) / n;
  const varianceY = yy - (y * y) / n;
  // What is left of equal values after rounding is no variance.
  if (!(varianceX > 1e-12 * xx && varianceY > 1e-12 * yy)) return 0;
  const r = (sums[at + 5 * stride]! - (x * y) / n) / Math.sqrt(varianceX * varianceY);
  return Math.max(-1, Math.min(1, r));
}
