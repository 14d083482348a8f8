import type { Rating } from '../evaluator.ts';
import { opponentIn } from './criteria.ts';

/** One comparison by one judge: both orders of it. */
export interface Game {
  judge: string;
  round: number;
  model: string;
  sample: string;
  turn: number;
  criterion: string;
  /** Points of the model where its answer was shown first, and second; undefined where the verdict could not be read. */
  orders: [number | undefined, number | undefined];
  /** 1 won, 0 lost, 0.5 a tie: where the orders disagree, too. undefined where an order is missing. */
  result: number | undefined;
}

/**
 * The comparisons among ratings, the two orders of each put together (Zheng et al. 2023, section 3.4: a win counts if it
 * is won in both).
 */
export function gamesOf(ratings: readonly Rating[]): Game[] {
  const games = new Map<string, Game>();
  for (const { judge, round = 0, model, sample, turn = 0, criterion, position, rating } of ratings) {
    if (opponentIn(criterion) === undefined) continue;
    const key = JSON.stringify([judge, round, model, sample, turn, criterion]);
    const game = games.get(key) ?? {
      judge,
      round,
      model,
      sample,
      turn,
      criterion,
      orders: [undefined, undefined],
      result: undefined,
    };
    games.set(key, game);
    if (typeof rating === 'number' && (position === 0 || position === 1)) game.orders[position] = rating;
    const [first, second] = game.orders;
    game.result = first === undefined || second === undefined ? undefined : first === second ? first : 0.5;
  }
  return [...games.values()];
}
