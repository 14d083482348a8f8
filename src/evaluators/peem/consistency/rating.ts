// Consistency of ratings, as in the USR experiment.
//
// Pearson correlation between the per-item means of two models. Unread ratings are left out of an item's mean; an item
// of which a model has no readable rating is left out of the correlations of that model. (The published code gives such
// an item the mean 0, a rating that nobody gave.) The diagonal is the plain correlation of a model with itself, 1.
// Where the ratings of a model do not vary a correlation is undefined: the consistency is 0, nothing in common.
//
// Not in the paper: how far the samples of one model agree with each other is Fisher's intraclass correlation (1925,
// Statistical Methods for Research Workers, section 38), the Pearson correlation over all pairs of different samples of
// an item.
import type { Predictions } from '../predictions.ts';
import { type Blocks, oneBlock } from './blocks.ts';
import { emptyPairSums, itemCount, type PairSums, pairIndex, selfIndex, strideOf } from './pair-sums.ts';

/** The moments of a correlation: n, Σx, Σy, Σx², Σy², Σxy. */
const MOMENTS = 6;

/** Sums of the rating consistency: the moments of a correlation for each pair, over the items that both rated. */
export function rating(predictions: Predictions<number>, blocks?: Blocks): PairSums {
  const n = predictions.length;
  const items = itemCount(predictions);
  const result = emptyPairSums(n, blocks ?? oneBlock(items), MOMENTS, correlation);
  const { sums } = result;
  const stride = strideOf(n);
  const models = predictions.map(centred);
  const column = new Float64Array(n);
  for (let item = 0; item < items; item += 1) {
    const from = result.blocks.of[item]! * MOMENTS * stride;
    for (let i = 0; i < n; i += 1) column[i] = models[i]!.means[item]!;
    for (let i = 0; i < n; i += 1) {
      const x = column[i]!;
      if (Number.isNaN(x)) continue;
      const row = from + pairIndex(n, i, 0);
      for (let j = i; j < n; j += 1) {
        const y = column[j]!;
        if (!Number.isNaN(y)) addMoments(sums, row + j, stride, x, y, x * x, y * y, x * y);
      }
      addSelf(sums, from + selfIndex(n, i), stride, predictions[i]![item]!, models[i]!.deviation);
    }
  }
  return result;
}

/**
 * What the means of a model's samples would correlate by with the means of as many further samples of its own, as far
 * as errors are by chance: Spearman–Brown (1910, British Journal of Psychology 3). Consistency is one of means, so it is
 * this that it can be compared with.
 *
 * @param between intraclass correlation of single samples; NaN where it is not known, and the result is, too
 * @param samples samples an item
 */
export function reliabilityOfMeans(between: number, samples: number): number {
  return between <= 0 ? 0 : (samples * between) / (1 + (samples - 1) * between);
}

interface Centred {
  /** Mean rating of each item less the mean over items, which keeps the sums of squares precise; NaN where none is read. */
  means: Float64Array;
  /** A rating less the same; 0 where only rounding is left. */
  deviation(rating: number): number;
}

function centred(model: readonly (readonly (number | null)[])[]): Centred {
  const means = Float64Array.from(model, meanOf);
  const known = means.filter((mean) => !Number.isNaN(mean));
  const centre = known.length > 0 ? known.reduce((sum, mean) => sum + mean, 0) / known.length : 0;
  const rounding = known.reduce((largest, mean) => Math.max(largest, Math.abs(mean)), 0) * 1e-14;
  const deviation = (rating: number) => (Math.abs(rating - centre) <= rounding ? 0 : rating - centre);
  return { means: means.map(deviation), deviation };
}

function meanOf(ratings: readonly (number | null)[]): number {
  let sum = 0;
  let count = 0;
  for (const value of ratings) {
    if (!isRead(value)) continue;
    sum += value;
    count += 1;
  }
  return count > 0 ? sum / count : Number.NaN;
}

const isRead = (value: number | null): value is number => value !== null && Number.isFinite(value);

/** The moments of all ordered pairs of different samples of an item, as their mean: every item counts alike. */
function addSelf(
  sums: Float64Array,
  at: number,
  stride: number,
  ratings: readonly (number | null)[],
  deviation: (rating: number) => number,
): void {
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (const value of ratings) {
    if (!isRead(value)) continue;
    const x = deviation(value);
    count += 1;
    sum += x;
    squares += x * x;
  }
  if (count < 2) return;
  const square = squares / count;
  addMoments(sums, at, stride, sum / count, sum / count, square, square, (sum * sum - squares) / (count * (count - 1)));
}

function addMoments(
  sums: Float64Array,
  at: number,
  stride: number,
  x: number,
  y: number,
  xx: number,
  yy: number,
  xy: number,
): void {
  sums[at]! += 1;
  sums[at + stride]! += x;
  sums[at + 2 * stride]! += y;
  sums[at + 3 * stride]! += xx;
  sums[at + 4 * stride]! += yy;
  sums[at + 5 * stride]! += xy;
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
