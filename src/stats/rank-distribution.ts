import type { Interval } from './interval.ts';
import { ranks } from './ranks.ts';
import { requireProportion } from './require-proportion.ts';

/** Where a model ranks over replicates of an evaluation: the interval of its rank (1 is best), and how often first. */
export type RankDistribution = Interval & {
  /** Probability of having the best score, 0 to 1; models that tie for it share a replicate equally. */
  best: number;
};

/**
 * How sure the ranking of models is: the interval of every model's rank, and its probability of being best, over
 * bootstrap replicates of their scores.
 *
 * Ties get the average of the ranks they span. The interval runs between order statistics, rounded outwards, so both
 * ends are ranks that occurred and at least the share `level` of the replicates lies in it.
 *
 * @param replicates replicate × model: the score of every model in each replicate, finite, higher is better
 * @param options level of the rank interval, 0.95 by default
 * @returns one entry for each model, in their order, with `best` summing to 1; `undefined` for no replicates
 * @throws RangeError when a score is NaN or infinite, replicates differ in length, or `level` is not in (0, 1)
 * @see Goldstein & Spiegelhalter (1996), "League tables and their limitations", JRSS A 159(3), 385–443; Hall & Miller
 * (2009), "Using the bootstrap to quantify the authority of an empirical ranking", Annals of Statistics 37(6B)
 */
export function rankDistribution(
  replicates: readonly (readonly number[])[],
  { level = 0.95 }: { level?: number } = {},
): RankDistribution[] | undefined {
  requireProportion('level', level);
  const models = replicates[0]?.length;
  if (models === undefined) return undefined;
  if (replicates.some((scores) => scores.length !== models)) {
    throw new RangeError('every replicate must have a score for every model');
  }

  const ranksOfModels = Array.from({ length: models }, () => new Float64Array(replicates.length));
  const wins = new Array<number>(models).fill(0);
  for (const [replicate, scores] of replicates.entries()) {
    const ranked = ranks(scores.map((score) => -score));
    const bestRank = Math.min(...ranked);
    const winners = ranked.filter((rank) => rank === bestRank).length;
    for (const [model, rank] of ranked.entries()) {
      ranksOfModels[model]![replicate] = rank;
      if (rank === bestRank) wins[model]! += 1 / winners;
    }
  }

  const last = replicates.length - 1;
  const tail = (1 - level) / 2;
  return ranksOfModels.map((ofModel, model) => {
    const sorted = ofModel.sort();
    return {
      low: sorted[Math.floor(last * tail)]!,
      high: sorted[Math.ceil(last * (1 - tail))]!,
      best: wins[model]! / replicates.length,
    };
  });
}
