// Not in the paper, which has no free texts: their consistency by the F1 of tokens of SQuAD's scorer (Rajpurkar et al.,
// EMNLP 2016, arXiv 1606.05250). Averaged like option sets, without pairing a sample with itself, since it is an F1 as
// they are; but an unread reply, or one without a word, agrees with nothing.
import { normaliseText, tokensOf } from '../normalise-text.ts';
import type { Predictions } from '../predictions.ts';
import { agreement } from './agreement.ts';
import type { Blocks } from './blocks.ts';
import type { PairSums } from './pair-sums.ts';

/** Sums of the text consistency. */
export function text(predictions: Predictions<string>, blocks?: Blocks): PairSums {
  return agreement(
    predictions,
    {
      key: (prediction) => (prediction === null ? null : normaliseText(prediction) || null),
      table: tokenF1Table,
      average: 'pairs',
    },
    blocks,
  );
}

/** F1 of tokens between every two of the distinct texts of one item, through the list of texts that hold a token. */
function tokenF1Table(distinct: readonly (string | null)[], into: Float64Array): boolean {
  const d = distinct.length;
  const holders = new Map<string, { texts: number[]; counts: number[] }>();
  const lengths = distinct.map((prediction, a) => {
    const tokens = tokensOf(normaliseText(prediction ?? ''));
    for (const token of tokens) {
      let holder = holders.get(token);
      if (!holder) {
        holder = { texts: [], counts: [] };
        holders.set(token, holder);
      }
      if (holder.texts.at(-1) === a) holder.counts[holder.counts.length - 1]! += 1;
      else {
        holder.texts.push(a);
        holder.counts.push(1);
      }
    }
    return tokens.length;
  });
  into.fill(0, 0, d * d);
  for (const { texts, counts } of holders.values()) {
    for (let k = 0; k < texts.length; k += 1) {
      for (let m = 0; m < texts.length; m += 1) into[texts[k]! * d + texts[m]!]! += Math.min(counts[k]!, counts[m]!);
    }
  }
  for (let a = 0; a < d; a += 1) for (let b = 0; b < d; b += 1) into[a * d + b]! *= 2 / (lengths[a]! + lengths[b]!);
  return true;
}
