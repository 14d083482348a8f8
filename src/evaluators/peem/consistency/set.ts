// Consistency C(i,j) of sets of options, as in the MultiRC experiment.
//
// F1 between the options of two samples, averaged over items and pairs of samples. As published: precision is 1 where
// nothing was predicted, recall 1 where nothing was to be found, F = 2PR / (P + R + 1e-10), and on the diagonal a
// sample is not paired with itself. An unread reply is the empty set: two unread replies agree fully, an unread one and
// one that names an option not at all. Of a model with one sample an item nothing is left of the diagonal: the published
// code has a 0 there, here it is not known.
import type { OptionSet, Predictions } from '../predictions.ts';
import { agreement } from './agreement.ts';
import type { Blocks } from './blocks.ts';
import type { PairSums } from './pair-sums.ts';

/** Sums of the set consistency. */
export function set(predictions: Predictions<OptionSet>, blocks?: Blocks): PairSums {
  return agreement(
    predictions,
    {
      key: (options) =>
        options === null ? '' : typeof options === 'string' ? options : `\u0000${options.join('\u0000')}`,
      table: setF1Table,
      average: 'pairs',
    },
    blocks,
  );
}

/** F1 between every two of the distinct sets of one item, its options as bits. */
function setF1Table(distinct: readonly (OptionSet | null)[], into: Float64Array): boolean {
  const bits = new Map<string, number>();
  const members = distinct.map((options) => {
    return [...(options ?? '')].map((option) => {
      const bit = bits.get(option) ?? bits.size;
      bits.set(option, bit);
      return bit;
    });
  });
  const words = Math.max(1, Math.ceil(bits.size / 32));
  const d = distinct.length;
  const masks = new Int32Array(d * words);
  for (const [a, set] of members.entries()) for (const bit of set) masks[a * words + (bit >> 5)]! |= 1 << (bit & 31);
  const sizes = Array.from({ length: d }, (_, a) => common(masks, a, a, words));
  for (let a = 0; a < d; a += 1) {
    for (let b = a; b < d; b += 1) {
      into[a * d + b] = into[b * d + a] = f1(common(masks, a, b, words), sizes[a]!, sizes[b]!);
    }
  }
  return true;
}

/** F1 of a predicted set against another that is taken for right, from their sizes; it is symmetric. */
function f1(both: number, predicted: number, right: number): number {
  const precision = predicted > 0 ? both / predicted : 1;
  const recall = right > 0 ? both / right : 1;
  return (2 * precision * recall) / (precision + recall + 1e-10);
}

function common(masks: Int32Array, a: number, b: number, words: number): number {
  let count = 0;
  for (let w = 0; w < words; w += 1) {
    for (let bits = masks[a * words + w]! & masks[b * words + w]!; bits !== 0; bits &= bits - 1) count += 1;
  }
  return count;
}
