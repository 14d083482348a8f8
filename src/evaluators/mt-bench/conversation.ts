import type { Session, Turn } from './sessions.ts';

/** A turn of a conversation as it went. */
interface Exchange {
  user: string;
  answer: string;
  reference?: string;
}

/** What a judge is shown of one model's session: the conversation up to the turn that is judged, its own the last. */
export interface Conversation {
  session: Session;
  turn: Turn;
  /** The exchanges of turns 1 … `turn.number`. */
  exchanges: readonly Exchange[];
}

/** All texts of a conversation that the judge sees. None of them is trusted. */
export function textsOf({ turn, exchanges }: Conversation): string[] {
  return [...exchanges.flatMap(({ user, answer }) => [user, answer]), turn.reference ?? ''];
}
