// BatchEval (Yuan et al., ACL 2024, arXiv 2401.00437), section 3: how the batches of a round are composed.
import type { Random } from '../../stats/random.ts';
import type { SettledBatchevalConfig } from './config.ts';

/** Indices of samples, a list a batch. The lists are made one by one: hundreds of thousands would take much memory. */
export type Batches = Iterable<number[]>;

/**
 * The batches of a round: at random in the first, by the scores so far in those after it.
 *
 * @param round counted from 0
 * @param latest the latest score of each sample, `undefined` where no round could score it yet
 */
export function batchesOfRound(
  { composition, batchSize }: Pick<SettledBatchevalConfig, 'composition' | 'batchSize'>,
  round: number,
  latest: readonly (number | undefined)[],
  random: Random,
): Batches {
  if (round === 0 || composition === 'random') return randomBatches(latest.length, batchSize, random);
  // What no round could score yet is put in the middle of the order.
  const known = latest.filter((score) => score !== undefined).sort((a, b) => a - b);
  const middle = known[known.length >> 1] ?? 0;
  const scores = latest.map((score) => score ?? middle);
  return composition === 'homogeneous'
    ? homogeneousBatches(scores, batchSize, random)
    : heterogeneousBatches(scores, batchSize, random);
}

/** A random order cut into batches of `size`; the last one may be shorter. */
export function randomBatches(count: number, size: number, random: Random): Generator<number[]> {
  return slices(random.shuffle(indices(count)), size);
}

/**
 * Batches that each span the quality range: with N samples and batch size B there are m = ⌊N/B⌋ batches, and batch i
 * takes the samples of rank m·j + i for j = 0 … B−1, one from each of B quality strata. The N mod B samples that are
 * left over are held out at random before and form one short batch at the end.
 *
 * @param scores the latest score of each sample; higher is better
 */
export function* heterogeneousBatches(scores: readonly number[], size: number, random: Random): Generator<number[]> {
  const { ranked, heldOut } = rank(scores, size, random);
  const m = Math.floor(ranked.length / size);
  for (let i = 0; i < m; i += 1) yield random.shuffle(indices(size).map((j) => ranked[m * j + i]!));
  if (heldOut.length > 0) yield heldOut;
}

/** Batches of neighbours in quality: contiguous slices of the same order. */
export function* homogeneousBatches(scores: readonly number[], size: number, random: Random): Generator<number[]> {
  const { ranked, heldOut } = rank(scores, size, random);
  for (const batch of slices(ranked, size)) yield random.shuffle(batch);
  if (heldOut.length > 0) yield heldOut;
}

/**
 * Samples by score, best first, without the N mod B that are held out at random. Those of equal score come at random, too:
 * a judge that gives whole numbers and stands by them would else see the same batches in every round.
 */
function rank(scores: readonly number[], size: number, random: Random): { ranked: number[]; heldOut: number[] } {
  const shuffled = random.shuffle(indices(scores.length));
  const left = scores.length % size;
  return {
    ranked: shuffled.slice(left).sort((a, b) => scores[b]! - scores[a]!),
    heldOut: shuffled.slice(0, left),
  };
}

function* slices(items: readonly number[], size: number): Generator<number[]> {
  for (let i = 0; i < items.length; i += size) yield items.slice(i, i + size);
}

function indices(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}
