import { ranks } from '../../stats/ranks.ts';
import { onOtherScale, type Range } from './scales.ts';

/**
 * How far the scores of a criterion lie from those that people gave the same samples, each from 0 to 1: the difference as
 * a share of the scale. Where people scored on another scale, values can't be subtracted: there it is the difference
 * between a sample's place among all by its score and by its human score (mid-ranks), as a share of the most possible.
 *
 * @param pairs n scores with the human score of the same sample
 * @param range the scale of the scores, which is longer than 0
 * @returns n distances, in the order of the pairs
 */
export function humanDistances(pairs: readonly { score: number; human: number }[], range: Range): number[] {
  const scores = pairs.map(({ score }) => score);
  const human = pairs.map((pair) => pair.human);
  if (!onOtherScale(human, range))
    return pairs.map((pair) => Math.abs(pair.score - pair.human) / (range.high - range.low));
  const [byScore, byHuman] = [ranks(scores), ranks(human)];
  return pairs.map((_, i) => Math.abs(byScore[i]! - byHuman[i]!) / Math.max(1, pairs.length - 1));
}
