import { appendTo } from '../append-to.ts';
import { UsageError } from '../errors.ts';
import type { Score } from '../evaluators/evaluator.ts';
import { modelsOf } from './source.ts';

/** Two scores of the same thing. */
interface Pair {
  sample: string;
  a: number;
  b: number;
  human?: number;
}

export interface Pairing {
  pairs: Pair[];
  /** Indices of the pairs of each sample (in multi-turn data: of each session), whose turns depend on each other. */
  clusters: number[][];
  /** Things that only this side has a row for. */
  onlyA: number;
  onlyB: number;
  /** Things that both have a row for, but that this side could not score. */
  unscoredA: number;
  unscoredB: number;
}

/** Of larger scores, the sum of some squares would be more than a number can be. */
const LARGEST_SCORE = 1e150;

/**
 * Pairs the scores of two sides on one criterion by sample and turn; by model as well, where a side has several. What
 * has no counterpart is counted and left out. The order of rows does not matter.
 *
 * @throws UsageError where a score is too large to be computed with
 */
export function pair(a: readonly Score[], b: readonly Score[], criterion: string): Pairing {
  const ofA = a.filter((score) => score.criterion === criterion);
  const ofB = b.filter((score) => score.criterion === criterion);
  const byModel = modelsOf(ofA).length > 1 || modelsOf(ofB).length > 1;
  const keyOf = ({ model, sample, turn }: Score) => JSON.stringify([sample, turn ?? null, byModel ? model : null]);
  const left = new Map(ofA.map((score) => [keyOf(score), score]));
  const right = new Map(ofB.map((score) => [keyOf(score), score]));
  const common = [...left.keys()].filter((key) => right.has(key)).sort();
  const result: Pairing = {
    pairs: [],
    clusters: [],
    onlyA: left.size - common.length,
    onlyB: right.size - common.length,
    unscoredA: 0,
    unscoredB: 0,
  };
  const clusters = new Map<string, number[]>();
  for (const key of common) {
    const { sample, score: scoreA, human } = left.get(key)!;
    const { score: scoreB } = right.get(key)!;
    if (scoreA === undefined) result.unscoredA += 1;
    if (scoreB === undefined) result.unscoredB += 1;
    if (scoreA === undefined || scoreB === undefined) continue;
    for (const score of [scoreA, scoreB]) refuseTooLarge(score, sample, criterion);
    appendTo(clusters, sample, result.pairs.length);
    result.pairs.push({ sample, a: scoreA, b: scoreB, ...(human !== undefined && { human }) });
  }
  result.clusters = [...clusters.values()];
  return result;
}

function refuseTooLarge(score: number, sample: string, criterion: string): void {
  if (Math.abs(score) <= LARGEST_SCORE) return;
  throw new UsageError(
    `${JSON.stringify(sample)} has the score ${score} on ${JSON.stringify(criterion)}, which is too large to compare with`,
  );
}
