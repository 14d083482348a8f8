// Yuan et al., findings of ACL 2024, arXiv 2408.13738: consistency as the mean similarity of the samples of two models.
//
// Samples are not compared pair by pair. Per item the distinct predictions are numbered and counted for each model; two
// models with counts c and d of them agree by Σ c(a)·d(b)·similarity(a,b), where the similarity of two distinct
// predictions is computed once for all models.
import type { Predictions } from '../predictions.ts';
import { type Blocks, oneBlock } from './blocks.ts';
import { emptyPairSums, type PairSums, strideOf } from './pair-sums.ts';

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
   * What is averaged. `items`: an item's share of agreeing pairs, over items; a model's samples are paired with
   * themselves too (the published code for exact answers). `pairs`: all pairs of samples of all items alike; a sample
   * is never paired with itself (the published code for option sets). Both are one where everyone has as many samples.
   */
  average: 'items' | 'pairs';
}

/** Sums of the similarity of all pairs of models, over the items of each block. */
export function agreement<P>(predictions: Predictions<P>, similarity: Similarity<P>, blocks?: Blocks): PairSums {
  const n = predictions.length;
  const items = predictions[0]?.length ?? 0;
  if (predictions.some((model) => model.length !== items)) throw new RangeError('every model must have every item');
  const result = emptyPairSums(n, blocks ?? oneBlock(items), 2, (sums, at, stride) =>
    sums[at + stride]! > 0 ? sums[at]! / sums[at + stride]! : 0,
  );
  const { sums } = result;
  const stride = strideOf(n);
  const triangle = stride - n;
  const perItem = similarity.average === 'items';

  // The predictions of one item: model i has counts[k] times the distinct prediction ids[k], start[i] <= k < start[i+1].
  const start = new Int32Array(n + 1);
  const samples = new Float64Array(n);
  let ids = new Int32Array(n * 8);
  let counts = new Float64Array(n * 8);
  let row = new Float64Array(64);
  let table = new Float64Array(64);
  const numbers = new Map<string | number, number>();
  let distinct: (P | null)[] = [];

  for (let item = 0; item < items; item += 1) {
    numbers.clear();
    distinct = [];
    let end = 0;
    for (let i = 0; i < n; i += 1) {
      const ofItem = predictions[i]![item]!;
      samples[i] = ofItem.length;
      const first = end;
      if (end + ofItem.length > ids.length) {
        ids = grown(ids, Int32Array, end + ofItem.length);
        counts = grown(counts, Float64Array, end + ofItem.length);
      }
      for (const prediction of ofItem) {
        const key = similarity.key(prediction);
        if (key === null) continue;
        let id = numbers.get(key);
        if (id === undefined) {
          id = distinct.push(prediction) - 1;
          numbers.set(key, id);
        }
        let k = first;
        while (k < end && ids[k] !== id) k += 1;
        if (k === end) {
          ids[end] = id;
          counts[end++] = 0;
        }
        counts[k]! += 1;
      }
      start[i + 1] = end;
    }

    const d = distinct.length;
    if (row.length < d) row = new Float64Array(2 * d);
    if (similarity.table && table.length < d * d) table = new Float64Array(2 * d * d);
    const identity = !similarity.table?.(distinct, table);

    const at = result.blocks.of[item]! * 2 * stride;
    for (let i = 0, pair = at; i < n; i += 1) {
      const mine = samples[i]!;
      if (mine === 0) {
        pair += n - i;
        continue;
      }
      // row[b]: similarity of the distinct prediction b with all samples of model i.
      let withItself = 0;
      for (let k = start[i]!; k < start[i + 1]!; k += 1) {
        const id = ids[k]!;
        const count = counts[k]!;
        if (identity) {
          row[id] = count;
          withItself += count;
        } else {
          for (let b = 0; b < d; b += 1) row[b]! += count * table[id * d + b]!;
          withItself += count * table[id * d + id]!;
        }
      }
      for (let j = i; j < n; j += 1, pair += 1) {
        const theirs = samples[j]!;
        if (theirs === 0) continue;
        let agreeing = 0;
        for (let k = start[j]!; k < start[j + 1]!; k += 1) agreeing += counts[k]! * row[ids[k]!]!;
        if (j === i) {
          const others = mine * (mine - 1);
          if (others > 0) {
            sums[at + triangle + i]! += perItem ? (agreeing - withItself) / others : agreeing - withItself;
            sums[at + stride + triangle + i]! += perItem ? 1 : others;
          }
          if (!perItem) {
            sums[pair]! += agreeing - withItself;
            sums[pair + stride]! += others;
            continue;
          }
        }
        const pairs = mine * theirs;
        sums[pair]! += perItem ? agreeing / pairs : agreeing;
        sums[pair + stride]! += perItem ? 1 : pairs;
      }
      if (identity) for (let k = start[i]!; k < start[i + 1]!; k += 1) row[ids[k]!] = 0;
      else row.fill(0, 0, d);
    }
  }
  return result;
}

function grown<A extends Int32Array | Float64Array>(array: A, Type: new (length: number) => A, length: number): A {
  const larger = new Type(2 * length);
  larger.set(array);
  return larger;
}
