// BatchEval (Yuan et al., ACL 2024, arXiv 2401.00437), section 3: how the batches of a round are composed.
import type { Random } from '../../stats/random.ts';

/** Indices of samples, a list a batch. The lists are made one by one: hundreds of thousands would take much memory. */
export type Batches = Iterable<number[]>;

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

/** Samples by score, best first, without the N mod B that are held out at random. */
function rank(scores: readonly number[], size: number, random: Random): { ranked: number[]; heldOut: number[] } {
  const shuffled = random.shuffle(indices(scores.length));
  const heldOut = shuffled.slice(0, scores.length % size);
  const out = new Set(heldOut);
  const ranked = indices(scores.length)
    .filter((i) => !out.has(i))
    .sort((a, b) => scores[b]! - scores[a]! || a - b);
  return { ranked, heldOut };
}

function* slices(items: readonly number[], size: number): Generator<number[]> {
  for (let i = 0; i < items.length; i += size) yield items.slice(i, i + size);
}

function indices(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}
