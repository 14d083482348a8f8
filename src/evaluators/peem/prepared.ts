// From ratings or files to what the pure core works on: predictions by model, item and sample.
import type { Inputs, Rating } from '../evaluator.ts';
import { measureOf, type PeemConfig } from './config.ts';
import type { PeemData } from './data.ts';
import type { Sampled } from './given-predictions.ts';
import { fromRating } from './prediction-values.ts';
import type { Prediction } from './predictions.ts';

export type PeemInputs = Inputs<PeemConfig, PeemData>;

/** What became of one model's replies. */
export interface Replies {
  /** Replies that came, readable or not. */
  given: number;
  /** Those of them that gave a prediction. */
  read: number;
  /** Calls that failed for good or were never made. */
  failed: number;
  /** Items with at least one reply. */
  items: number;
}

export interface Prepared {
  models: readonly string[];
  /** [model][item][sample], the items in the order of their ids, so that the order of the files is of no consequence. */
  predictions: readonly (readonly (readonly (Prediction | null)[])[])[];
  replies: readonly Replies[];
  /** Places of the items in the dataset, in the same order. */
  order: readonly number[];
}

/** Below this share of readable replies a rank says more about form than about capability. */
export const READABLE = 0.8;

/** The predictions of a run: those that files give, or those that were read from the models' replies. */
export function prepare(ratings: readonly Rating[], inputs: PeemInputs): Prepared {
  const { items, predictions: given } = inputs.data;
  const order = items.map((_, item) => item).sort((a, b) => compare(items[a]!.id, items[b]!.id));
  const models = modelsOf(inputs);
  const failed = new Map<string, number>();
  const samples =
    given === undefined
      ? fromRatings(ratings, inputs, failed)
      : (model: string, item: number) => given.samples(model, item);
  const predictions = models.map((model) => order.map((item) => withoutHoles(samples(model, item))));
  const replies = predictions.map((ofModel, i): Replies => {
    const counted = { given: 0, read: 0, failed: failed.get(models[i]!) ?? 0, items: 0 };
    for (const ofItem of ofModel) {
      if (ofItem.length > 0) counted.items += 1;
      counted.given += ofItem.length;
      for (const prediction of ofItem) if (prediction !== null) counted.read += 1;
    }
    return counted;
  });
  return { models, predictions, replies, order };
}

/** The names of the models under evaluation. */
export function modelsOf({ data, models }: Pick<PeemInputs, 'data' | 'models'>): string[] {
  return data.predictions?.models ?? models.map(({ name }) => name);
}

function fromRatings(
  ratings: readonly Rating[],
  { config, data }: PeemInputs,
  failed: Map<string, number>,
): (model: string, item: number) => readonly Sampled[] {
  const measure = measureOf(config).type;
  const itemOf = new Map(data.items.map(({ id }, item) => [id, item]));
  const byModel = new Map<string, Sampled[][]>();
  for (const { model, sample, rating, status } of ratings) {
    const item = itemOf.get(sample);
    if (item === undefined) continue;
    // A call that failed says nothing of the model: it counts as not asked, unlike a reply that can't be read.
    if (status === 'failed' || status === 'not-asked') {
      failed.set(model, (failed.get(model) ?? 0) + 1);
      continue;
    }
    let items = byModel.get(model);
    if (items === undefined) {
      items = data.items.map(() => []);
      byModel.set(model, items);
    }
    items[item]!.push(status === 'ok' ? fromRating(rating, measure) : null);
  }
  return (model, item) => byModel.get(model)?.[item] ?? [];
}

const NONE: readonly never[] = [];

function withoutHoles(samples: readonly Sampled[]): readonly (Prediction | null)[] {
  if (samples.length === 0) return NONE;
  return samples.includes(undefined)
    ? samples.filter((sample) => sample !== undefined)
    : (samples as readonly (Prediction | null)[]);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
