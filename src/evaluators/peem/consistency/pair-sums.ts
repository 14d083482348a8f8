// The consistency C(i,j) of every pair of models, as sums over the items. Every measure here is a function of such sums,
// so a bootstrap over items needs them alone, never the replies.
import type { Blocks } from './blocks.ts';

/**
 * What a measure added up over the items of each block, for each pair i ≤ j of models: `sums[block][term][entry]` in one
 * array. Of the entries the first are the pairs (`pairIndex`), diagonal included; n more follow (`selfIndex`), each model
 * paired with itself without pairing a sample with itself, whatever the measure does on its diagonal.
 *
 * Term 0 counts what was paired: where it is 0, nothing is known.
 */
export interface PairSums {
  readonly models: number;
  readonly blocks: Blocks;
  readonly terms: number;
  readonly sums: Float64Array;
  /** The consistency from the `terms` sums of one entry, which lie `stride` apart from `at`; 0 where nothing was paired. */
  readonly consistency: (sums: Float64Array, at: number, stride: number) => number;
}

/** Entries in one term of one block. */
export const strideOf = (models: number): number => (models * (models + 1)) / 2 + models;

/** The entry of the models i ≤ j: the rows of the upper triangle, (0,0), (0,1), … (1,1), … */
export const pairIndex = (models: number, i: number, j: number): number => i * models - (i * (i + 1)) / 2 + j;

/** The entry of model i with itself, a sample never paired with itself. */
export const selfIndex = (models: number, i: number): number => (models * (models + 1)) / 2 + i;

/** Empty sums for `models` models. */
export function emptyPairSums(
  models: number,
  blocks: Blocks,
  terms: number,
  consistency: PairSums['consistency'],
): PairSums {
  return { models, blocks, terms, sums: new Float64Array(blocks.count * terms * strideOf(models)), consistency };
}

/** How many items there are, the same for every model. @throws RangeError when it is not */
export function itemCount(predictions: readonly (readonly unknown[])[]): number {
  const items = predictions[0]?.length ?? 0;
  if (predictions.some((model) => model.length !== items)) throw new RangeError('every model must have every item');
  return items;
}

/** Sums over the blocks, each as often as `weights` says (once without it): a resample of the items is its weights. */
function totalOf({ models, blocks, terms, sums }: PairSums, weights?: ArrayLike<number>): Float64Array {
  const size = terms * strideOf(models);
  if (blocks.count === 1 && !weights) return sums;
  const total = new Float64Array(size);
  for (let block = 0; block < blocks.count; block += 1) {
    const weight = weights ? weights[block]! : 1;
    if (weight === 0) continue;
    const from = block * size;
    for (let k = 0; k < size; k += 1) total[k]! += weight * sums[from + k]!;
  }
  return total;
}

interface MatrixOptions {
  /** How often each block occurs in a resample of the items; once where it is left out. */
  weights?: ArrayLike<number>;
  /** What stands on the diagonal where nothing could be paired: 0, as published, where it is left out. */
  unknown?: number;
}

/** The consistency matrix of all items or of a resample: row i, column j is C(i,j). */
export function consistencyMatrix(pairSums: PairSums, { weights, unknown = 0 }: MatrixOptions = {}): number[][] {
  const { models, consistency } = pairSums;
  const total = totalOf(pairSums, weights);
  const stride = strideOf(models);
  const matrix = Array.from({ length: models }, () => new Array<number>(models).fill(0));
  for (let i = 0; i < models; i += 1) {
    for (let j = i; j < models; j += 1) {
      matrix[i]![j] = matrix[j]![i] = consistency(total, pairIndex(models, i, j), stride);
    }
    if (total[pairIndex(models, i, i)] === 0) matrix[i]![i] = unknown;
  }
  return matrix;
}

/**
 * Consistency of each model with itself, a sample never paired with itself: how reproducible its answers are. NaN for
 * a model with one sample an item, of which that cannot be said.
 */
export function selfConsistency(pairSums: PairSums): number[] {
  const { models, consistency } = pairSums;
  const total = totalOf(pairSums);
  return Array.from({ length: models }, (_, i) => {
    const at = selfIndex(models, i);
    return total[at] === 0 ? Number.NaN : consistency(total, at, strideOf(models));
  });
}

/** The pairs i < j of models of which nothing could be paired, as they have no item in common. */
export function unpaired(pairSums: PairSums): [number, number][] {
  const { models } = pairSums;
  const total = totalOf(pairSums);
  const pairs: [number, number][] = [];
  for (let i = 0; i < models; i += 1) {
    for (let j = i + 1; j < models; j += 1) if (total[pairIndex(models, i, j)] === 0) pairs.push([i, j]);
  }
  return pairs;
}
