// Consistency as the mean similarity of the samples of two models.
//
// Samples are not compared pair by pair. Per item the distinct predictions are numbered and counted for each model; two
// models with counts c and d of them agree by Σ c(a)·d(b)·similarity(a,b), where the similarity of two distinct
// predictions is computed once for all models.
import type { Predictions } from '../predictions.ts';
import { type Blocks, oneBlock } from './blocks.ts';
import { ItemCounts } from './item-counts.ts';
import { emptyPairSums, itemCount, type PairSums, pairIndex, selfIndex, strideOf } from './pair-sums.ts';

/** How a measure compares two predictions of one item. */
export interface Similarity<P> {
  /** The prediction as a key, equal for predictions that are the same; `null` for one that is similar to nothing. */
  key(prediction: P | null): string | number | null;
  /**
   * Similarity of each pair of distinct predictions of an item, d × d, written to `into` (at least d² long). Returns
   * false, with nothing written, when each is similar to itself alone, by 1.
   */
  table?(distinct: readonly (P | null)[], into: Float64Array): boolean;
  /**
   * What is averaged. `items`: an item's share of agreeing pairs, over items; on the diagonal a model's samples are
   * paired with themselves too (the published code for exact answers). `pairs`: all pairs of samples of all items alike;
   * a sample is never paired with itself (the published code for option sets). Both are one where everyone has as many
   * samples.
   */
  average: 'items' | 'pairs';
}

/** How many sums an agreement takes: what was paired, and its similarity. */
export const AGREEMENT_TERMS = 2;

/** Sums of the similarity of all pairs of models, over the items of each block: what was paired, and its similarity. */
export function agreement<P>(predictions: Predictions<P>, similarity: Similarity<P>, blocks?: Blocks): PairSums {
  const items = itemCount(predictions);
  const result = emptyPairSums(predictions.length, blocks ?? oneBlock(items), AGREEMENT_TERMS, (sums, at, stride) =>
    sums[at]! > 0 ? sums[at + stride]! / sums[at]! : 0,
  );
  const diagonal = similarity.average === 'items' ? { samples: mostSamples(predictions) } : undefined;
  const counted = new ItemCounts<P>(predictions.length, (prediction) => similarity.key(prediction));
  const rows = new SimilarityRows(similarity);
  for (let item = 0; item < items; item += 1) {
    counted.count(predictions, item);
    rows.compare(counted.distinct);
    addItem(result, result.blocks.of[item]!, counted, rows, diagonal);
  }
  return result;
}

/** The similarity of one model's samples of an item with each distinct prediction. */
class SimilarityRows<P> {
  readonly #similarity: Similarity<P>;
  #table = new Float64Array(64);
  #distinct = 0;
  /** Whether each distinct prediction is similar to itself alone. */
  #identity = true;
  /** By number of the distinct prediction; all 0 until a model is loaded. */
  row = new Float64Array(64);

  constructor(similarity: Similarity<P>) {
    this.#similarity = similarity;
  }

  /** Compares the distinct predictions of the next item. */
  compare(distinct: readonly (P | null)[]): void {
    const d = distinct.length;
    this.#distinct = d;
    if (this.row.length < d) this.row = new Float64Array(2 * d);
    const { table } = this.#similarity;
    if (table === undefined) return;
    if (this.#table.length < d * d) this.#table = new Float64Array(2 * d * d);
    this.#identity = !table(distinct, this.#table);
  }

  /** Fills the row for model `i`; returns the similarity of each of its samples with itself, in sum. */
  load({ start, ids, counts }: ItemCounts<P>, i: number): number {
    const { row } = this;
    const table = this.#table;
    const d = this.#distinct;
    let withItself = 0;
    for (let k = start[i]!; k < start[i + 1]!; k += 1) {
      const id = ids[k]!;
      const count = counts[k]!;
      if (this.#identity) {
        row[id] = count;
        withItself += count;
      } else {
        for (let b = 0; b < d; b += 1) row[b]! += count * table[id * d + b]!;
        withItself += count * table[id * d + id]!;
      }
    }
    return withItself;
  }

  /** Makes the row 0 again, where model `i` has filled it. */
  clear({ start, ids }: ItemCounts<P>, i: number): void {
    if (this.#identity) for (let k = start[i]!; k < start[i + 1]!; k += 1) this.row[ids[k]!] = 0;
    else this.row.fill(0, 0, this.#distinct);
  }
}

/**
 * Adds what all pairs of models have in common on one item to the sums of its block.
 *
 * @param diagonal set where items are averaged: the number of samples that the diagonal is for
 */
function addItem<P>(
  { models: n, sums }: PairSums,
  block: number,
  counted: ItemCounts<P>,
  rows: SimilarityRows<P>,
  diagonal: { samples: number } | undefined,
): void {
  const perItem = diagonal !== undefined;
  const { samples, start, ids, counts } = counted;
  const { row } = rows;
  const stride = strideOf(n);
  const from = block * 2 * stride;
  for (let i = 0; i < n; i += 1) {
    const mine = samples[i]!;
    if (mine === 0) continue;
    const withItself = rows.load(counted, i);
    const pairs = from + pairIndex(n, i, 0);
    let withAll = 0;
    for (let j = i; j < n; j += 1) {
      const theirs = samples[j]!;
      if (theirs === 0) continue;
      let similarity = 0;
      for (let k = start[j]!; k < start[j + 1]!; k += 1) similarity += counts[k]! * row[ids[k]!]!;
      if (j === i) withAll = similarity;
      else add(sums, pairs + j, stride, mine * theirs, similarity, perItem);
    }
    rows.clear(counted, i);

    const withOthers = withAll - withItself;
    const others = mine * (mine - 1);
    if (others > 0) add(sums, from + selfIndex(n, i), stride, others, withOthers, perItem);
    if (!perItem) add(sums, pairs + i, stride, others, withOthers, false);
    else if (others > 0 || diagonal.samples === 1) {
      add(
        sums,
        pairs + i,
        stride,
        1,
        asOf(diagonal.samples, withItself / mine, withOthers / Math.max(1, others)),
        true,
      );
    }
  }
}

/** Adds the similarity of some pairs of samples to an entry: as their mean, or each pair alike. */
function add(
  sums: Float64Array,
  at: number,
  stride: number,
  pairs: number,
  similarity: number,
  perItem: boolean,
): void {
  const divisor = perItem ? pairs : 1;
  sums[at]! += pairs / divisor;
  sums[at + stride]! += similarity / divisor;
}

/**
 * The share of equal pairs among all pairs of `samples` samples, each paired with itself too: the published diagonal of
 * exact answers where a model has that many. Of a model with fewer it is what that many would give on average, as its
 * share would else be the higher, the fewer samples it has: 1 for a single one.
 *
 * @param withItself similarity of a sample with itself: 1, or 0 for an unread one, on average
 * @param withAnother similarity of two different samples, on average
 */
const asOf = (samples: number, withItself: number, withAnother: number): number =>
  (withItself + (samples - 1) * withAnother) / samples;

/** The most samples that a model has of an item, 1 at least. */
function mostSamples(predictions: Predictions<unknown>): number {
  let most = 1;
  for (const model of predictions) for (const samples of model) most = Math.max(most, samples.length);
  return most;
}
