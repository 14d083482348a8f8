import { appendTo } from '../../../append-to.ts';
import type { Rating, Score } from '../../evaluator.ts';
import type { Game } from '../games.ts';
import { placeKey } from '../place.ts';
import type { Session, Turn } from '../sessions.ts';
import type { Observation } from './sheet.ts';

/** The scores and ratings of one model, or of all, as statistics need them. */
export interface Material {
  scores: readonly Score[];
  ratings: readonly Rating[];
  /** The comparisons that the ratings are of. */
  games: readonly Game[];
  /** The session of a sample. */
  sessions: ReadonlyMap<string, Session>;
}

export function turnOf(
  sessions: ReadonlyMap<string, Session>,
  { sample, turn = 0 }: { sample: string; turn?: number },
): Turn | undefined {
  return sessions.get(sample)?.turns[turn - 1];
}

/** A value at the place where a score or rating stands. */
export function observe(
  { sessions }: Pick<Material, 'sessions'>,
  at: { model: string; sample: string; turn?: number },
  value: number,
): Observation {
  return {
    model: at.model,
    session: at.sample,
    turn: at.turn ?? 0,
    category: sessions.get(at.sample)?.category ?? '',
    phenomenon: turnOf(sessions, at)?.phenomenon,
    value,
  };
}

/** The scores of a criterion that there are. */
export function observations(material: Material, criterion: string): Observation[] {
  return material.scores.flatMap((score) =>
    score.criterion === criterion && score.score !== undefined ? [observe(material, score, score.score)] : [],
  );
}

/** Ratings of a criterion by what they are about: the same turn of the same model. */
export function byPlace(ratings: readonly Rating[], criterion: string): Rating[][] {
  const groups = new Map<string, Rating[]>();
  for (const rating of ratings) {
    if (rating.criterion !== criterion) continue;
    appendTo(groups, placeKey(rating), rating);
  }
  return [...groups.values()];
}
