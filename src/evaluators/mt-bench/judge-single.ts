// MT-Bench (Zheng et al. 2023, arXiv 2306.05685, section 3.1): single answer grading, here with the context errors of
// "Parrot" (Sun et al., ACL 2024, arXiv 2310.07301, section 3) asked for in the same call.

import { type ContextErrorReading, readContextError } from '../../judging/verdicts/read-context-error.ts';
import { type GradeReading, readGrade } from '../../judging/verdicts/read-grade.ts';
import type { Model, Outcome } from '../../model/ask.ts';
import { type Asked, askUntilRead } from '../ask-until-read.ts';
import type { Rating } from '../evaluator.ts';
import type { Conversation } from './conversation.ts';
import { CONTEXT_ERROR, CONTEXT_ERROR_TURN, GRADE } from './criteria.ts';
import { EXPECTED_JUDGEMENT, type Judged, type JudgeJob, readReply } from './judge-call.ts';
import type { JudgePrompt } from './judge-prompt.ts';

/** Who judges what, and which time: what the ratings of a judgement have in common. */
export interface Judging {
  judge: Model;
  model: string;
  conversation: Conversation;
  /** Which of the repeats it is, from 0. */
  round: number;
  /** Names the questions; unique in the run. */
  task: string;
}

/** Room for a sentence or two, for estimates. */
const EXPECTED_CONTEXT_ERROR = 60;

/**
 * Asks for the grade of an answer and, with `contextErrors`, in the same call for its context error.
 *
 * A reply without a readable grade is asked for again, up to `asks` times. Where a grade came without a context error,
 * the grade stands, and the context error alone is asked for once more, by a shorter prompt, if asks are left.
 */
export async function judgeSingle(job: JudgeJob, judging: Judging, contextErrors: boolean): Promise<Judged> {
  const { config, prompts } = job;
  const { judge, conversation, round, task } = judging;
  const prompt = prompts.single(conversation, contextErrors);
  const asked = await askUntilRead(
    job.ask,
    { model: judge, task, messages: prompt.messages, repetition: round, expectedTokens: EXPECTED_JUDGEMENT },
    config.asks,
    (outcome) => gradeIn(outcome, prompt),
    (grades) => grades.at(-1)!.status === 'ok',
  );
  const { outcome, reading: grade } = asked.at(-1)!;
  const outcomes = asked.map((each) => each.outcome);
  const ratings: Rating[] = [
    {
      ...common(judging),
      criterion: GRADE,
      ...(grade.status === 'ok' && { rating: grade.grade }),
      status: grade.status,
      call: outcome.key,
    },
  ];
  if (!contextErrors) return { ratings, outcomes };
  let context = firstRead(
    outcomes.map((each) => ({ outcome: each, reading: contextErrorIn(each, prompt, conversation) })),
  );
  if (grade.status === 'ok' && context.reading.status !== 'ok' && outcomes.length < config.asks) {
    const again = await askForContextError(job, { ...judging, followsUp: true }, 1);
    outcomes.push(...again.map((each) => each.outcome));
    if (firstRead(again).reading.status === 'ok') context = firstRead(again);
  }
  // The reply had its verdict, so that it was the context error that it left out.
  if (grade.status === 'ok' && context.reading.status === 'unreadable')
    context = { ...context, reading: { status: 'missing' } };
  ratings.push(...contextRatings(judging, context));
  return { ratings, outcomes };
}

/** Asks for the context error of an answer by itself. */
export async function judgeContextError(job: JudgeJob, judging: Judging): Promise<Judged> {
  const asked = await askForContextError(job, judging, job.config.asks);
  return { ratings: contextRatings(judging, firstRead(asked)), outcomes: asked.map(({ outcome }) => outcome) };
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

function askForContextError(
  job: JudgeJob,
  { judge, conversation, round, task, followsUp }: Judging & { followsUp?: boolean },
  asks: number,
): Promise<Asked<ContextErrorReading>[]> {
  const prompt = job.prompts.contextError(conversation);
  return askUntilRead(
    job.ask,
    {
      model: judge,
      task: `${task}, context error`,
      messages: prompt.messages,
      repetition: round,
      expectedTokens: EXPECTED_CONTEXT_ERROR,
      ...(followsUp && { followsUp }),
    },
    asks,
    (outcome) => contextErrorIn(outcome, prompt, conversation),
    (errors) => errors.at(-1)!.status === 'ok',
  );
}

/** The first context error that could be read; where none could, the last. */
function firstRead(asked: readonly Asked<ContextErrorReading>[]): Asked<ContextErrorReading> {
  return asked.find(({ reading }) => reading.status === 'ok') ?? asked.at(-1)!;
}

function gradeIn(outcome: Outcome, prompt: JudgePrompt): GradeReading {
  return readReply(outcome, prompt, (reply, form) => readGrade(reply, [1, 10], form));
}

function contextErrorIn(outcome: Outcome, prompt: JudgePrompt, { turn }: Conversation): ContextErrorReading {
  return readReply(outcome, prompt, (reply, form) => readContextError(reply, turn.number, form));
}

function contextRatings(judging: Judging, { outcome, reading }: Asked<ContextErrorReading>): Rating[] {
  const { key: call } = outcome;
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

function common({ judge, model, conversation, round }: Omit<Judging, 'task'>) {
  return { judge: judge.name, model, sample: conversation.session.id, turn: conversation.turn.number, round };
}
