import type { Predictions } from '../predictions.ts';

/**
 * The predictions of one item, counted. The arrays serve one item after the other and grow as needed.
 *
 * Model i gave `samples[i]` replies. The distinct predictions of all models are numbered; for `start[i] <= k <
 * start[i + 1]`, model i has `counts[k]` times the one that is numbered `ids[k]`.
 */
export class ItemCounts<P> {
  readonly #key: (prediction: P | null) => string | number | null;
  readonly #numbers = new Map<string | number, number>();
  readonly samples: Float64Array;
  readonly start: Int32Array;
  ids: Int32Array;
  counts: Float64Array;
  /** The distinct predictions by their number. */
  distinct: (P | null)[] = [];

  /** @param key the prediction as a key, equal for predictions that are the same; `null` for one that is not counted */
  constructor(models: number, key: (prediction: P | null) => string | number | null) {
    this.#key = key;
    this.samples = new Float64Array(models);
    this.start = new Int32Array(models + 1);
    this.ids = new Int32Array(models * 8);
    this.counts = new Float64Array(models * 8);
  }

  count(predictions: Predictions<P>, item: number): void {
    this.#numbers.clear();
    this.distinct = [];
    let end = 0;
    for (let i = 0; i < predictions.length; i += 1) {
      const ofItem = predictions[i]![item]!;
      this.samples[i] = ofItem.length;
      this.#reserve(end + ofItem.length);
      end = this.#countModel(ofItem, end);
      this.start[i + 1] = end;
    }
  }

  /** Counts the predictions of one model from entry `first` on; returns where they end. */
  #countModel(ofItem: readonly (P | null)[], first: number): number {
    const { ids, counts } = this;
    let end = first;
    for (const prediction of ofItem) {
      const key = this.#key(prediction);
      if (key === null) continue;
      const id = this.#numberOf(key, prediction);
      let k = first;
      while (k < end && ids[k] !== id) k += 1;
      if (k === end) {
        ids[end] = id;
        counts[end] = 0;
        end += 1;
      }
      counts[k]! += 1;
    }
    return end;
  }

  #numberOf(key: string | number, prediction: P | null): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const id = this.distinct.push(prediction) - 1;
    this.#numbers.set(key, id);
    return id;
  }

  #reserve(length: number): void {
    if (length <= this.ids.length) return;
    const ids = new Int32Array(2 * length);
    const counts = new Float64Array(2 * length);
    ids.set(this.ids);
    counts.set(this.counts);
    this.ids = ids;
    this.counts = counts;
  }
}
