import { appendTo } from '../../../append-to.ts';
import { meanOfJudges } from '../../mean-of-judges.ts';
import { ANSWER_WORDS, opponentIn } from '../criteria.ts';
import type { Game } from '../games.ts';
import { placeKey, scoreKey } from '../place.ts';
import type { Material } from './material.ts';

/** What the judges make of two models' answers to the same turn, as one of the two models sees it. */
export interface Comparison {
  model: string;
  opponent: string;
  sample: string;
  turn: number;
  /** The shares of wins, ties and losses, together 1: means over the judges of each one's mean over its repeats. */
  won: number;
  tied: number;
  lost: number;
  /** Logarithm of the ratio of the lengths; above 0 where the answer of `model` is the longer one. */
  ratio: number;
}

/** A win counts 1 and a tie one half: the score of the comparison. */
export function pointsOf({ won, tied }: Comparison): number {
  return won + tied / 2;
}

/** The comparison as the other model sees it. */
export function turnedRound(comparison: Comparison): Comparison {
  const { model, opponent, won, lost, ratio } = comparison;
  return { ...comparison, model: opponent, opponent: model, won: lost, lost: won, ratio: -ratio };
}

/**
 * The comparisons that have a verdict, each once, in the order of the sessions, so that resamples of them do not depend
 * on the order of the models.
 */
export function comparisonsOf({
  scores,
  games,
  sessions,
}: Pick<Material, 'scores' | 'games' | 'sessions'>): Comparison[] {
  const words = new Map(
    scores.filter(({ criterion }) => criterion === ANSWER_WORDS).map((score) => [placeKey(score), score.score ?? 0]),
  );
  const byComparison = new Map<string, (Game & { result: number })[]>();
  for (const { result, ...game } of games) {
    if (result !== undefined) appendTo(byComparison, scoreKey(game), { ...game, result });
  }
  const order = new Map([...sessions.keys()].map((id, index) => [id, index]));
  return [...byComparison.values()]
    .map((own): Comparison => {
      const { model, sample, turn, criterion } = own[0]!;
      const opponent = opponentIn(criterion)!;
      const share = (points: number) =>
        meanOfJudges(
          own.map(({ judge, result }) => ({ judge, rating: result === points ? 1 : 0 })),
          true,
        ).mean!;
      const length = (of: string) => Math.log1p(words.get(placeKey({ model: of, sample, turn })) ?? 0);
      return {
        model,
        opponent,
        sample,
        turn,
        won: share(1),
        tied: share(0.5),
        lost: share(0),
        ratio: length(model) - length(opponent),
      };
    })
    .sort((a, b) => order.get(a.sample)! - order.get(b.sample)!);
}
