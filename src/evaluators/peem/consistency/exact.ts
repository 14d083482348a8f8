// Consistency C(i,j) of exact answers, as in the MATH experiment.
//
// Over items, the share of pairs of samples with equal answers, averaged over items. As published, an empty answer is
// equal to nothing, not even to itself, but counts in the number of pairs; and on the diagonal every sample meets
// itself too. Not in the paper, where all models have as many samples: of a model with fewer, the diagonal is what it
// would be with as many (`asOf` in agreement.ts), and of one with a single sample it is not known.
import type { Predictions } from '../predictions.ts';
import { agreement } from './agreement.ts';
import type { Blocks } from './blocks.ts';
import type { PairSums } from './pair-sums.ts';

/** Sums of the exact consistency. A number is the answer that it is written as: 7 is '7'. */
export function exact(predictions: Predictions<string | number>, blocks?: Blocks): PairSums {
  return agreement(
    predictions,
    { key: (prediction) => (prediction === null || prediction === '' ? null : String(prediction)), average: 'items' },
    blocks,
  );
}
