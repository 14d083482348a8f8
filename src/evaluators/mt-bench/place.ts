import type { Score } from '../evaluator.ts';
import type { Participant } from './participants.ts';
import type { Session, Turn } from './sessions.ts';

/** What is scored: a turn of a session as one of the participants answered it. */
export interface Place {
  participant: Participant;
  session: Session;
  turn: Turn;
}

/** Where a score of it stands. */
export function placed({ participant, session, turn }: Place, criterion: string) {
  return { model: participant.name, sample: session.id, criterion, turn: turn.number };
}

/** The same for all ratings and scores of one place. */
export function placeKey({ model, sample, turn }: Pick<Score, 'model' | 'sample' | 'turn'>): string {
  return JSON.stringify([model, sample, turn]);
}

/** The same for all ratings and scores of one place on one criterion. */
export function scoreKey({ model, sample, turn, criterion }: Pick<Score, 'model' | 'sample' | 'turn' | 'criterion'>) {
  return JSON.stringify([model, sample, turn, criterion]);
}
