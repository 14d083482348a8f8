// The files of FastChat's MT-Bench (https://github.com/lm-sys/FastChat, fastchat/llm_judge): reference_answer/*.jsonl and
// model_answer/*.jsonl have one form, {question_id, model_id, choices: [{index, turns: [text, …]}, …]}.

import * as z from 'zod';
import { jsonLines } from '../../data/json-lines.ts';
import { type Row, RowError } from '../../data/row.ts';
import { RowProblems } from '../../data/row-problems.ts';
import { printable } from '../../printable.ts';
import { firstMistake } from '../../schema-mistakes.ts';

const answerSchema = z.object({
  question_id: z.union([z.string(), z.number()]).transform((id) => printable(String(id))),
  model_id: z.string().min(1).transform(printable),
  choices: z.array(z.object({ turns: z.array(z.string()) })).min(1),
});

/** What FastChat writes in place of an answer whose call failed 16 times. */
const ERROR_TEXT = '$ERROR$';

/** The answers of one model: by session, turn by turn, undefined where there is none. */
export type ModelAnswers = ReadonlyMap<string, readonly (string | undefined)[]>;

/** Answers by the model that gave them. */
export type Answers = ReadonlyMap<string, ModelAnswers>;

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
  const answers = new Map<string, Map<string, readonly (string | undefined)[]>>();
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
  throw new RowError(row.place, `not ${what} of FastChat: ${firstMistake(parsed.error, schema, row.value)}`);
}
