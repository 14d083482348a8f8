import type { Interval } from './interval.ts';
import { requireFinite } from './require-finite.ts';
import { requireProportion } from './require-proportion.ts';

/** Whether the scores of two models can be compared in a replicate. */
export type Comparable = (replicate: number, a: number, b: number) => boolean;

/** Share of the replicates that must tell whether a model is best. */
const DECIDED_SHARE = 0.95;

/** Where a model ranks over replicates of an evaluation: the interval of its rank (1 is best), and how often first. */
export type RankDistribution = Interval & {
  /**
   * Probability of having the best score, 0 to 1; models that tie for it share a replicate equally. NaN where more than a
   * few replicates can't tell.
   */
  best: number;
};

/**
 * How sure the ranking of models is: the interval of every model's rank, and its probability of being best, over
 * bootstrap replicates of their scores.
 *
 * Ties get the average of the ranks they span. The interval runs between order statistics, rounded outwards, so both
 * ends are ranks that occurred and at least the share `level` of the replicates lies in it. In a replicate where a model
 * can't be compared with k others its rank may be any of k + 1, and the interval runs from the best to the worst of these.
 *
 * @param replicates replicate × model: the score of every model in each replicate, finite, higher is better
 * @param options level of the rank interval, 0.95 by default; which models can be compared, all by default
 * @returns one entry for each model, in their order, with `best` summing to 1 where all can be compared; `undefined` for
 * no replicates
 * @throws RangeError when a score is NaN or infinite, replicates differ in length, or `level` is not in (0, 1)
 * @see Goldstein & Spiegelhalter (1996), "League tables and their limitations", JRSS A 159(3), 385–443; Hall & Miller
 * (2009), "Using the bootstrap to quantify the authority of an empirical ranking", Annals of Statistics 37(6B)
 */
export function rankDistribution(
  replicates: readonly (readonly number[])[],
  { level = 0.95, comparable = () => true }: { level?: number; comparable?: Comparable } = {},
): RankDistribution[] | undefined {
  requireProportion('level', level);
  const models = replicates[0]?.length;
  if (models === undefined) return undefined;
  if (replicates.some((scores) => scores.length !== models)) {
    throw new RangeError('every replicate must have a score for every model');
  }

  const lows = Array.from({ length: models }, () => new Float64Array(replicates.length));
  const highs = Array.from({ length: models }, () => new Float64Array(replicates.length));
  const wins = new Array<number>(models).fill(0);
  const undecided = new Array<number>(models).fill(0);
  for (const [replicate, scores] of replicates.entries()) {
    requireFinite('scores', scores);
    for (let model = 0; model < models; model += 1) {
      let ahead = 0;
      let equal = 0;
      let unknown = 0;
      for (let other = 0; other < models; other += 1) {
        if (other === model) continue;
        if (!comparable(replicate, model, other)) unknown += 1;
        else if (scores[other]! > scores[model]!) ahead += 1;
        else if (scores[other] === scores[model]) equal += 1;
      }
      lows[model]![replicate] = 1 + ahead + equal / 2;
      highs[model]![replicate] = 1 + ahead + equal / 2 + unknown;
      if (ahead > 0) continue;
      if (unknown > 0) undecided[model]! += 1;
      else wins[model]! += 1 / (1 + equal);
    }
  }

  const last = replicates.length - 1;
  const tail = (1 - level) / 2;
  return wins.map((won, model) => {
    const decided = replicates.length - undecided[model]!;
    return {
      low: lows[model]!.sort()[Math.floor(last * tail)]!,
      high: highs[model]!.sort()[Math.ceil(last * (1 - tail))]!,
      best: decided < DECIDED_SHARE * replicates.length ? Number.NaN : won / decided,
    };
  });
}
