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

/** How many moments a correlation takes: n, Σx, Σy, Σx², Σy², Σxy. */
export const MOMENTS = 6;

/** Sums of the rating consistency: the moments of a correlation for each pair, over the items that both rated. */
export function rating(predictions: Predictions<number>, blocks?: Blocks): PairSums {
  const n = predictions.length;
  const items = itemCount(predictions);
  const result = emptyPairSums(n, blocks ?? oneBlock(items), MOMENTS, correlation);
  const { sums } = result;
  const stride = strideOf(n);
  const models = predictions.map((model) => centred(model));
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
        if (Number.isNaN(y)) continue;
        const at = row + j;
        sums[at]! += 1;
        sums[at + stride]! += x;
        sums[at + 2 * stride]! += y;
        sums[at + 3 * stride]! += x * x;
        sums[at + 4 * stride]! += y * y;
        sums[at + 5 * stride]! += x * y;
      }
    }
  }
  for (const [i, model] of models.entries()) addSelf(result, i, model);
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

/** The ratings of one model, item by item. */
interface Centred {
  /** Mean rating less the mean over items, which keeps the sums of squares precise; NaN where none is read. */
  means: Float64Array;
  /** How many ratings are read. */
  counts: Float64Array;
  /** Sum of the squared deviations from the item's mean. */
  within: Float64Array;
}

function centred(model: readonly (readonly (number | null)[])[]): Centred {
  const means = new Float64Array(model.length);
  const counts = new Float64Array(model.length);
  const within = new Float64Array(model.length);
  for (let item = 0; item < model.length; item += 1) {
    let sum = 0;
    let count = 0;
    for (const value of model[item]!) {
      if (!isRead(value)) continue;
      sum += value;
      count += 1;
    }
    const mean = count > 0 ? sum / count : Number.NaN;
    let squares = 0;
    for (const value of model[item]!) if (isRead(value)) squares += deviation(value, mean, Math.abs(mean)) ** 2;
    means[item] = mean;
    counts[item] = count;
    within[item] = squares;
  }
  const known = means.filter((mean) => !Number.isNaN(mean));
  const centre = known.length > 0 ? known.reduce((sum, mean) => sum + mean, 0) / known.length : 0;
  const largest = known.reduce((most, mean) => Math.max(most, Math.abs(mean)), 0);
  return { means: means.map((mean) => deviation(mean, centre, largest)), counts, within };
}

/** A value less a mean; 0 where only the rounding of values up to `largest` is left. */
function deviation(value: number, mean: number, largest: number): number {
  const difference = value - mean;
  return Math.abs(difference) <= largest * 1e-14 ? 0 : difference;
}

const isRead = (value: number | null): value is number => value !== null && Number.isFinite(value);

/**
 * Adds the moments of all ordered pairs of different samples of an item, as their mean: every item counts alike. With
 * deviations x from the model's mean, d their mean and v = Σ(x − d)² over k samples, mean x² = d² + v/k, and
 * the mean of x·y over pairs = ((Σx)² − Σx²) / (k(k − 1)) = d² − v/(k(k − 1)).
 */
function addSelf({ models, blocks, sums }: PairSums, i: number, { means, counts, within }: Centred): void {
  const stride = strideOf(models);
  const entry = selfIndex(models, i);
  for (let item = 0; item < means.length; item += 1) {
    const k = counts[item]!;
    if (k < 2) continue;
    const mean = means[item]!;
    const square = mean * mean + within[item]! / k;
    const at = blocks.of[item]! * MOMENTS * stride + entry;
    sums[at]! += 1;
    sums[at + stride]! += mean;
    sums[at + 2 * stride]! += mean;
    sums[at + 3 * stride]! += square;
    sums[at + 4 * stride]! += square;
    sums[at + 5 * stride]! += mean * mean - within[item]! / (k * (k - 1));
  }
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
