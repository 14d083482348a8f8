// Yuan et al., findings of ACL 2024, arXiv 2408.13738: the consistency C(i,j) of every pair of models, as sums over the
// items. Every measure here is a function of such sums, so a bootstrap over items needs them alone, never the replies.
import type { Blocks } from './blocks.ts';

/**
 * What a measure added up over the items of each block, for each pair i ≤ j of models: `sums[block][term][pair]` in one
 * array. The pairs are the rows of the upper triangle, (0,0), (0,1), … (1,1), …; n more entries follow, each model
 * paired with itself without pairing a sample with itself, whatever the measure does on its diagonal.
 */
export interface PairSums {
  readonly models: number;
  readonly blocks: Blocks;
  readonly terms: number;
  readonly sums: Float64Array;
  /** The consistency from the `terms` sums of one pair, which lie `stride` apart from `at`. */
  readonly consistency: (sums: Float64Array, at: number, stride: number) => number;
}

/** Entries in one term of one block. */
export const strideOf = (models: number): number => (models * (models + 1)) / 2 + models;

/** Empty sums for `models` models. */
export function emptyPairSums(
  models: number,
  blocks: Blocks,
  terms: number,
  consistency: PairSums['consistency'],
): PairSums {
  return { models, blocks, terms, sums: new Float64Array(blocks.count * terms * strideOf(models)), consistency };
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

/** The consistency matrix of all items, or of the resample in which block b occurs `weights[b]` times. */
export function consistencyMatrix(pairSums: PairSums, weights?: ArrayLike<number>): number[][] {
  const { models, consistency } = pairSums;
  const total = totalOf(pairSums, weights);
  const matrix = Array.from({ length: models }, () => new Array<number>(models).fill(0));
  let pair = 0;
  for (let i = 0; i < models; i += 1) {
    for (let j = i; j < models; j += 1, pair += 1) {
      matrix[i]![j] = matrix[j]![i] = consistency(total, pair, strideOf(models));
    }
  }
  return matrix;
}

/**
 * Consistency of each model with itself, a sample never paired with itself: how reproducible its answers are. NaN for
 * a model with one sample an item, of which that cannot be said.
 */
export function selfConsistency(pairSums: PairSums): number[] {
  const { models, terms, consistency } = pairSums;
  const total = totalOf(pairSums);
  const stride = strideOf(models);
  const triangle = stride - models;
  return Array.from({ length: models }, (_, i) => {
    const pairs = terms === 2 ? total[stride + triangle + i]! : 1;
    return pairs === 0 ? Number.NaN : consistency(total, triangle + i, stride);
  });
}
