// Not in the paper: the items in blocks, so that the bootstrap over items stays affordable when they are many.
//
// Every item is a block of its own as long as that is cheap: resampling blocks then is the ordinary bootstrap over
// items. Beyond, items are dealt at random into blocks and whole blocks are resampled. A mean over items has the same
// standard error either way, on average over the deals; only the estimate of that error is noisier, by a factor of
// about 1 ± 1/√(2·blocks): 5% at 200 blocks, the least that is used.
import { random } from '../../../stats/random.ts';

/** A division of items into blocks; `of[item]` is the block of an item. */
export interface Blocks {
  readonly count: number;
  readonly items: number;
  readonly of: Int32Array;
}

/** All items in one block: enough for the matrix itself. */
export const oneBlock = (items: number): Blocks => ({ count: 1, items, of: new Int32Array(items) });

/** Items dealt into `count` blocks whose sizes differ by one at most; every item its own block if they are no more. */
export function dealt(items: number, count: number, seed: number | string): Blocks {
  if (items <= count) return { count: items, items, of: Int32Array.from({ length: items }, (_, item) => item) };
  const of = new Int32Array(items);
  const order = random(`${seed}/blocks`).shuffle(Array.from({ length: items }, (_, item) => item));
  for (const [place, item] of order.entries()) of[item] = place % count;
  return { count, items, of };
}

/** The least number of blocks, where items are more. */
export const FEWEST_BLOCKS = 200;

/** Additions that a bootstrap may cost: a second or two. */
const BUDGET = 1.5e9;

/**
 * How many blocks a bootstrap of so many `models` and `resamples` can afford (200 at least).
 *
 * @param terms how many sums the measure takes for each pair of models
 */
export function affordableBlocks(models: number, resamples: number, terms = 2): number {
  return Math.max(FEWEST_BLOCKS, Math.floor(BUDGET / (resamples * terms * (models * (models + 1)) * 0.5)));
}
