// The consistency C(i,j) of all models with each other, from their predictions alone. Every measure is symmetric. What
// becomes of replies that could not be read is told in the file of each, in consistency/.
import { AGREEMENT_TERMS } from './consistency/agreement.ts';
import type { Blocks } from './consistency/blocks.ts';
import { exact } from './consistency/exact.ts';
import { numeric, type Tolerance } from './consistency/numeric.ts';
import type { PairSums } from './consistency/pair-sums.ts';
import { MOMENTS, rating } from './consistency/rating.ts';
import { set } from './consistency/set.ts';
import { text } from './consistency/text.ts';
import type { OptionSet, Prediction, Predictions } from './predictions.ts';

/** How the predictions of two models are compared. */
export type Measure =
  | { type: 'exact' }
  | { type: 'set' }
  | { type: 'rating' }
  | ({ type: 'numeric' } & Tolerance)
  | { type: 'text' };

/**
 * The consistency of all pairs of models as sums over items, in blocks that a bootstrap can resample.
 *
 * @param predictions [model][item][sample], of the kind that the measure compares
 * @throws TypeError when a prediction is of another kind, RangeError when the models have not the same number of items
 */
export function pairSums(predictions: Predictions, measure: Measure, blocks?: Blocks): PairSums {
  requireKind(predictions, measure.type); // so that the casts below hold
  switch (measure.type) {
    case 'exact':
      return exact(predictions as Predictions<string | number>, blocks);
    case 'set':
      return set(predictions as Predictions<OptionSet>, blocks);
    case 'rating':
      return rating(predictions as Predictions<number>, blocks);
    case 'numeric':
      return numeric(predictions as Predictions<number>, measure, blocks);
    case 'text':
      return text(predictions as Predictions<string>, blocks);
  }
}

/** How many sums a measure takes for each pair of models (`terms` of PairSums). */
export function termsOf({ type }: Measure): number {
  return type === 'rating' ? MOMENTS : AGREEMENT_TERMS;
}

/** Whether a prediction is of the kind that a measure compares. */
function isComparable(prediction: Prediction, measure: Measure['type']): boolean {
  if (measure === 'rating' || measure === 'numeric') return typeof prediction === 'number';
  if (measure === 'set') return typeof prediction === 'string' || Array.isArray(prediction);
  if (measure === 'text') return typeof prediction === 'string';
  return typeof prediction === 'string' || typeof prediction === 'number';
}

function requireKind(predictions: Predictions, measure: Measure['type']): void {
  for (const [model, items] of predictions.entries()) {
    for (const [item, samples] of items.entries()) {
      for (const prediction of samples) {
        if (prediction !== null && !isComparable(prediction, measure)) {
          const what = `model ${model}, item ${item}: ${JSON.stringify(prediction)}`;
          throw new TypeError(`${what} is no prediction that the measure '${measure}' can compare`);
        }
      }
    }
  }
}
