// MT-Bench (Zheng et al. 2023, arXiv 2306.05685, section 3.1): single answer grading, here with the context errors of
// "Parrot" (Sun et al., ACL 2024, arXiv 2310.07301, section 3) asked for in the same call.

import { type ContextErrorReading, readContextError } from '../../judging/read-context-error.ts';
import { type GradeReading, readGrade } from '../../judging/read-grade.ts';
import type { Model, Outcome } from '../../model/ask.ts';
import type { Job, Rating } from '../evaluator.ts';
import { unreadStatus } from '../reply-status.ts';
import type { MtBenchConfig } from './config.ts';
import { CONTEXT_ERROR, CONTEXT_ERROR_TURN, GRADE } from './criteria.ts';
import type { JudgePrompt, JudgePrompts } from './judge-prompt.ts';
import type { Subject } from './subject.ts';

export type JudgeJob = Pick<Job<MtBenchConfig, unknown>, 'config' | 'ask'> & { prompts: JudgePrompts };

/** Who judges what, and which time: what the ratings of a judgement have in common. */
export interface Judging {
  judge: Model;
  model: string;
  subject: Subject;
  /** Which of the repeats it is, from 0. */
  round: number;
  /** Names the questions; unique in the run. */
  task: string;
}

export interface Judged {
  ratings: Rating[];
  outcomes: Outcome[];
}

/** Room for an explanation of some sentences, for estimates. */
export const EXPECTED_JUDGEMENT = 200;
const EXPECTED_CONTEXT_ERROR = 60;

/**
 * Asks for the grade of an answer and, with `contextErrors`, in the same call for its context error.
 *
 * A reply without a readable grade is asked for again, up to `asks` times. Where a grade came without a context error,
 * the grade stands, and the context error alone is asked for once more, by a shorter prompt, if asks are left.
 */
export async function judgeSingle(job: JudgeJob, judging: Judging, contextErrors: boolean): Promise<Judged> {
  const { config, prompts } = job;
  const { judge, subject, round, task } = judging;
  const prompt = prompts.single(subject, contextErrors);
  const outcomes: Outcome[] = [];
  let grade: GradeReading = { status: 'unreadable' };
  let context: Read<ContextErrorReading> | undefined;
  let source = '';
  for (let ask = 0; ask < config.asks && grade.status !== 'ok'; ask += 1) {
    const outcome = await job.ask({
      model: judge,
      task,
      messages: prompt.messages,
      repetition: round,
      ask,
      expectedTokens: EXPECTED_JUDGEMENT,
    });
    outcomes.push(outcome);
    grade = readReply(outcome, prompt, (reply, form) => readGrade(reply, [1, 10], form));
    source = outcome.key;
    if (contextErrors && context?.reading.status !== 'ok')
      context = { reading: contextErrorIn(outcome, prompt, subject), call: outcome.key };
    if (outcome.status !== 'answered') break;
  }
  const ratings: Rating[] = [
    {
      ...common(judging),
      criterion: GRADE,
      ...(grade.status === 'ok' && { rating: grade.grade }),
      status: grade.status,
      call: source,
    },
  ];
  if (context === undefined) return { ratings, outcomes };
  if (grade.status === 'ok' && context.reading.status !== 'ok' && outcomes.length < config.asks) {
    const again = await askForContextError(job, judging, 1);
    outcomes.push(...again.outcomes);
    if (again.read.reading.status === 'ok') context = again.read;
  }
  // The reply had its verdict, so that it was the context error that it left out.
  const { reading } = context;
  if (grade.status === 'ok' && reading.status === 'unreadable')
    context = { ...context, reading: { status: 'missing' } };
  ratings.push(...contextRatings(judging, context));
  return { ratings, outcomes };
}

/** Asks for the context error of an answer by itself. */
export async function judgeContextError(job: JudgeJob, judging: Judging): Promise<Judged> {
  const { read, outcomes } = await askForContextError(job, judging, job.config.asks);
  return { ratings: contextRatings(judging, read), outcomes };
}

/** The ratings of an answer that there is none of. */
export function withoutAnswer(
  judging: Omit<Judging, 'task'>,
  status: Rating['status'],
  call: string,
  criteria: readonly string[],
): Rating[] {
  return criteria.map((criterion) => ({ ...common(judging), criterion, status, call }));
}

interface Read<Reading> {
  reading: Reading;
  call: string;
}

async function askForContextError(job: JudgeJob, { judge, subject, round, task }: Judging, asks: number) {
  const prompt = job.prompts.contextError(subject);
  const outcomes: Outcome[] = [];
  let read: Read<ContextErrorReading> = { reading: { status: 'unreadable' }, call: '' };
  for (let ask = 0; ask < asks && read.reading.status !== 'ok'; ask += 1) {
    const outcome = await job.ask({
      model: judge,
      task: `${task}, context error`,
      messages: prompt.messages,
      repetition: round,
      ask,
      expectedTokens: EXPECTED_CONTEXT_ERROR,
    });
    outcomes.push(outcome);
    read = { reading: contextErrorIn(outcome, prompt, subject), call: outcome.key };
    if (outcome.status !== 'answered') break;
  }
  return { read, outcomes };
}

function contextErrorIn(outcome: Outcome, prompt: JudgePrompt, { turn }: Subject): ContextErrorReading {
  return readReply(outcome, prompt, (reply, form) => readContextError(reply, turn.number, form));
}

function contextRatings(judging: Judging, { reading, call }: Read<ContextErrorReading>): Rating[] {
  const rating: Rating = { ...common(judging), criterion: CONTEXT_ERROR, status: reading.status, call };
  if (reading.status !== 'ok') return [rating];
  rating.rating = reading.error;
  if (reading.error === 'none') return [rating];
  const turn = reading.turn === undefined ? {} : { rating: reading.turn };
  return [
    rating,
    { ...common(judging), criterion: CONTEXT_ERROR_TURN, ...turn, status: reading.turnStatus ?? 'missing', call },
  ];
}

function common({ judge, model, subject, round }: Omit<Judging, 'task'>) {
  return { judge: judge.name, model, sample: subject.session.id, turn: subject.turn.number, round };
}

/** What a reader makes of an outcome: there is something to read only where there is a reply that was not withheld. */
export function readReply<Reading>(
  outcome: Outcome,
  { texts, mark }: JudgePrompt,
  read: (reply: string, form: { texts: readonly string[]; cut: boolean; mark?: string }) => Reading,
): Reading | { status: ReturnType<typeof unreadStatus> } {
  if (outcome.status === 'answered' && outcome.reply.finish !== 'filtered') {
    return read(outcome.reply.text, {
      texts,
      cut: outcome.reply.finish === 'length',
      ...(mark !== undefined && { mark }),
    });
  }
  return { status: unreadStatus(outcome) };
}
