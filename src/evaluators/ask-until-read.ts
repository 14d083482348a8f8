import type { Ask, Outcome, Question } from '../model/ask.ts';

/** One time that a question was put, and what was read of what came of it. */
export interface Asked<Reading> {
  outcome: Outcome;
  reading: Reading;
}

/**
 * Puts a question, and again while its replies can't be read. A call that failed for good is not put again: asking is
 * for replies that a judge wrote badly, and the backend has made its own retries.
 *
 * @param asks how often it is put at most, at least 1
 * @param read what an outcome says
 * @param isRead whether what was read so far is all that was asked for
 * @returns every time it was put, in order, at least one; that a further time was only planned tells nothing
 */
export async function askUntilRead<Reading>(
  ask: Ask,
  question: Omit<Question, 'ask'>,
  asks: number,
  read: (outcome: Outcome) => Reading,
  isRead: (readings: readonly Reading[]) => boolean,
): Promise<Asked<Reading>[]> {
  const asked: Asked<Reading>[] = [];
  do {
    const outcome = await ask({ ...question, ask: asked.length });
    if (outcome.status === 'planned' && asked.length > 0) break; // a rescore: it was not put again
    asked.push({ outcome, reading: read(outcome) });
    if (outcome.status !== 'answered') break;
  } while (asked.length < asks && !isRead(asked.map(({ reading }) => reading)));
  return asked;
}
