// Not in the paper: models whose predictions are the same to the last one. Whatever the number of models, that is told.
import { appendTo } from '../../append-to.ts';
import type { Prediction, Predictions } from './predictions.ts';

/**
 * Groups of models that gave the same predictions on every item, however their samples are ordered; models by their
 * places. A model that is like no other is in no group.
 */
export function identicalModels(predictions: Predictions): number[][] {
  let groups = [predictions.map((_, model) => model)];
  for (let item = 0; item < (predictions[0]?.length ?? 0) && groups.length > 0; item += 1) {
    groups = groups
      .flatMap((group) => partsOf(group, (model) => written(predictions[model]![item]!)))
      .filter((group) => group.length > 1);
  }
  return groups.filter((group) => group.length > 1);
}

function partsOf(group: readonly number[], key: (model: number) => string): number[][] {
  const parts = new Map<string, number[]>();
  for (const model of group) appendTo(parts, key(model), model);
  return [...parts.values()];
}

const written = (samples: readonly (Prediction | null)[]): string =>
  JSON.stringify(samples.map((sample) => JSON.stringify(sample)).sort());
