import type { Participant } from './participants.ts';
import type { Session, Turn } from './sessions.ts';

/** What is scored: a turn of a session as one of the participants answered it. */
export interface Place {
  participant: Participant;
  session: Session;
  turn: Turn;
}

export function placeKey({ participant, session, turn }: Place, criterion: string): string {
  return JSON.stringify([participant.name, session.id, turn.number, criterion]);
}

/** Where a score of it stands. */
export function placed({ participant, session, turn }: Place, criterion: string) {
  return { model: participant.name, sample: session.id, criterion, turn: turn.number };
}
