// Predictions that exist already, as files give them: every model's, by item and sample.
import { type Row, RowError } from '../../data/row.ts';
import type { Prediction } from './predictions.ts';

/** A reply's prediction; `null` is a reply that could not be read, `undefined` one that is not there. */
export type Sampled = Prediction | null | undefined;

/** Samples beyond this number are a mistake in the file, and would need memory for all before them. */
const MOST_SAMPLES = 10_000;

/**
 * Holds predictions as [model][item][sample], the form in which the measures take them, so that millions need no second
 * copy: an array an item, which holds texts that all equal predictions share.
 */
export class GivenPredictions {
  readonly #models = new Map<string, Sampled[][]>();
  /** Predictions for items that the dataset does not have. */
  unknownItems = 0;

  /** The models in the order in which they came. */
  get models(): string[] {
    return [...this.#models.keys()];
  }

  /** Samples of one model and item; none where it was not asked. */
  samples(model: string, item: number): readonly Sampled[] {
    return this.#models.get(model)?.[item] ?? NONE;
  }

  /** @param sample the number of the sample; the next one where it is left out */
  add(model: string, item: number, sample: number | undefined, prediction: Prediction | null, row: Row): void {
    let items = this.#models.get(model);
    if (items === undefined) {
      items = [];
      this.#models.set(model, items);
    }
    while (items.length <= item) items.push(UNASKED);
    let samples = items[item]!;
    if (samples === UNASKED) {
      samples = [];
      items[item] = samples;
    }
    if (sample === undefined) {
      if (samples.length >= MOST_SAMPLES) throw tooMany(row);
      samples.push(prediction);
      return;
    }
    if (samples[sample] !== undefined) {
      throw new RowError(row.place, `sample ${sample} of this item was given before for model "${model}"`);
    }
    while (samples.length < sample) samples.push(undefined);
    samples[sample] = prediction;
  }
}

/** The number of a sample as a row gives it, if it does. */
export function sampleNumber(value: unknown, row: Row): number | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isInteger(number) || number < 0) {
    throw new RowError(row.place, `the sample must be a whole number, found ${JSON.stringify(value)}`);
  }
  if (number >= MOST_SAMPLES) throw tooMany(row);
  return number;
}

const NONE: readonly Sampled[] = [];
/** Stands for all items that a model was not asked, so that they need no array each. */
const UNASKED: Sampled[] = [];

function tooMany(row: Row): RowError {
  return new RowError(row.place, `an item can have ${MOST_SAMPLES} samples, numbered from 0`);
}
