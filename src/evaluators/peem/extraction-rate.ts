// The share of replies that gave a prediction. Whether a reply can be read is much a matter of the item, so the replies
// of one item are no independent trials: it is items that are resampled.
import type { Interval } from '../../stats/interval.ts';
import { percentileInterval } from '../../stats/percentile-interval.ts';
import { wilson } from '../../stats/wilson.ts';
import type { Blocks } from './consistency/blocks.ts';
import type { Predictions } from './predictions.ts';
import type { Replies } from './prepared.ts';

/** How many replies a model gave to the items of each block, and how many of them were read. */
export interface RepliesByBlock {
  given: Float64Array;
  read: Float64Array;
}

export function repliesByBlock(ofModel: Predictions[number], blocks: Blocks): RepliesByBlock {
  const given = new Float64Array(blocks.count);
  const read = new Float64Array(blocks.count);
  for (const [item, samples] of ofModel.entries()) {
    const block = blocks.of[item]!;
    given[block]! += samples.length;
    for (const prediction of samples) if (prediction !== null) read[block]! += 1;
  }
  return { given, read };
}

/** The rate in the resample in which block b occurs `weights[b]` times; undefined where it has no reply. */
export function rateIn({ given, read }: RepliesByBlock, weights: ArrayLike<number>): number | undefined {
  let ofGiven = 0;
  let ofRead = 0;
  for (let block = 0; block < given.length; block += 1) {
    ofGiven += weights[block]! * given[block]!;
    ofRead += weights[block]! * read[block]!;
  }
  return ofGiven === 0 ? undefined : ofRead / ofGiven;
}

/**
 * 95% interval of a model's rate. Where all or none of its replies were read all resamples are equal and say nothing:
 * then Wilson's interval, each item counted as one trial.
 *
 * @param replicates the rate in each resample
 */
export function rateInterval(
  { given, read, items }: Replies,
  replicates: readonly (number | undefined)[],
): Interval | undefined {
  if (read === 0) return wilson(0, items);
  if (read === given) return wilson(items, items);
  return percentileInterval(replicates, 0.95);
}
