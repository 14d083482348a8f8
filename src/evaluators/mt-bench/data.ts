// What MT-Bench works on: the sessions of a dataset, with what the files of FastChat say of them.
import type { FieldMap } from '../../data/fields.ts';
import type { Row } from '../../data/row.ts';
import type { Sources } from '../evaluator.ts';
import type { MtBenchConfig } from './config.ts';
import { type Answers, readAnswers } from './fastchat.ts';
import { type Session, toSessions } from './sessions.ts';

export interface MtBenchData {
  /** In the order of the dataset. */
  sessions: readonly Session[];
  /** Answers that exist already. */
  answers: Answers;
}

/** @throws UsageError with the rows of the dataset, or the lines of the files, that are wrong */
export async function read(
  rows: AsyncIterable<readonly Row[]>,
  fields: FieldMap,
  { config, files }: Pick<Sources<MtBenchConfig>, 'config' | 'files'>,
): Promise<MtBenchData> {
  const sessions = await toSessions(rows, fields);
  const answers = readAnswers(config.answers, files);
  const references = readAnswers(config.references, files);
  return { sessions: asAsked(sessions, config.turns, references), answers };
}

/**
 * The sessions as a run has them: no more turns than the config asks for, and the reference answers of the files, which
 * replace those of the dataset. Where several models gave some, those of the last one in the files count.
 */
function asAsked(sessions: readonly Session[], count: number | undefined, references: Answers): Session[] {
  const given = new Map([...references.values()].flatMap((own) => [...own]));
  return sessions.map((session) => {
    const texts = given.get(session.id) ?? [];
    const turns = session.turns
      .slice(0, count)
      .map((turn, i) => (texts[i] === undefined ? turn : { ...turn, reference: texts[i] }));
    return { ...session, turns };
  });
}
