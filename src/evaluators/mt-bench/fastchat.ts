// The files of FastChat's MT-Bench (https://github.com/lm-sys/FastChat, fastchat/llm_judge): reference_answer/*.jsonl and
// model_answer/*.jsonl have one form, {question_id, model_id, choices: [{index, turns: [text, …]}, …]}.

import * as z from 'zod';
import { jsonLines } from '../../data/json-lines.ts';
import { type Row, RowError } from '../../data/row.ts';
import { RowProblems } from '../../data/row-problems.ts';
import { mistakesOf } from '../../mistakes.ts';
import type { MtBenchConfig } from './config.ts';
import type { Session } from './sessions.ts';

const answerSchema = z.object({
  question_id: z.union([z.string(), z.number()]).transform(String),
  model_id: z.string().min(1),
  choices: z.array(z.object({ turns: z.array(z.string()) })).min(1),
});

/** What FastChat writes in place of an answer whose call failed 16 times. */
const ERROR_TEXT = '$ERROR$';

/** Answers by turn, undefined where there is none; by session, by model. */
export type Answers = Map<string, Map<string, readonly (string | undefined)[]>>;

/**
 * The answers of the files: of several choices the first, as FastChat judges it. Where a question occurs twice for a
 * model the later line counts, as running FastChat again appends.
 *
 * @throws UsageError with the lines that are wrong
 */
export function readAnswers(
  paths: string | readonly string[] | undefined,
  files: ReadonlyMap<string, string>,
): Answers {
  const answers: Answers = new Map();
  const problems = new RowProblems();
  for (const path of [paths ?? []].flat()) {
    problems.among(jsonLines(files.get(path)!, path), (row) => {
      const { question_id: session, model_id: model, choices } = fastChatRow(row, answerSchema, 'an answer');
      const own = answers.get(model) ?? new Map();
      answers.set(model, own);
      own.set(
        session,
        choices[0]!.turns.map((text) => (text.trim() === ERROR_TEXT ? undefined : text.toWellFormed())),
      );
    });
  }
  problems.raise();
  return answers;
}

/** A row of one of FastChat's files. @throws RowError with the first thing that is wrong with it */
export function fastChatRow<T>(row: Row, schema: z.ZodType<T>, what: string): T {
  const parsed = schema.safeParse(row.value);
  if (parsed.success) return parsed.data;
  const nameOf = (path: readonly unknown[]) => `\`${path.join('.')}\``;
  const [first] = parsed.error.issues.flatMap((issue) => mistakesOf(issue, schema, row.value, nameOf));
  throw new RowError(row.place, `not ${what} of FastChat: ${first!.message}`);
}

/**
 * The sessions as a run has them: no more turns than the config asks for, and the reference answers of the files, which
 * replace those of the dataset.
 */
export function sessionsOf(
  data: readonly Session[],
  { turns: count, references }: Pick<MtBenchConfig, 'turns' | 'references'>,
  files: ReadonlyMap<string, string>,
): readonly Session[] {
  const given = new Map<string, readonly (string | undefined)[]>();
  for (const own of readAnswers(references, files).values()) for (const [id, texts] of own) given.set(id, texts);
  return data.map((session) => {
    const texts = given.get(session.id) ?? [];
    const turns = session.turns
      .slice(0, count)
      .map((turn, i) => (texts[i] === undefined ? turn : { ...turn, reference: texts[i] }));
    return { ...session, turns };
  });
}
