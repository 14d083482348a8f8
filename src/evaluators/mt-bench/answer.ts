// MT-Bench (Zheng et al. 2023, arXiv 2306.05685): a model answers the turns of a session one after the other, with its own
// answers in the history.
import type { RatingStatus } from '../../judging/status.ts';
import type { Model, Outcome } from '../../model/ask.ts';
import type { Message } from '../../model/chat.ts';
import { settleAll } from '../../settle-all.ts';
import type { Job } from '../evaluator.ts';
import { expectedReplyTokens, standIn } from '../expected-reply.ts';
import { nameInTask } from '../name-in-task.ts';
import { isBlank } from './checks/run-checks.ts';
import type { MtBenchConfig } from './config.ts';
import type { Participant } from './participants.ts';
import { isDependent, type Session, type Turn } from './sessions.ts';
import { temperatureOf } from './temperature.ts';

/** What became of one turn. */
export interface Answer {
  /** `ok`, or why there is no answer. */
  status: RatingStatus;
  /** Empty where there is no answer. */
  text: string;
  /** The call that it is from; empty for answers that existed before. */
  call: string;
  /** The run is only being planned, and the text stands in for an answer of usual length. */
  planned: boolean;
  /** The token limit cut it off. */
  cut: boolean;
}

/** A model's answers to a session, by turn. */
export interface AnsweredSession {
  answers: Answer[];
  /** Answers to dependent turns that were asked without the history; undefined where they were not. */
  ablated: (Answer | undefined)[];
  outcomes: Outcome[];
}

type AnswerJob = Pick<Job<MtBenchConfig, unknown>, 'config' | 'ask'>;

const NOT_ASKED: Answer = { status: 'not-asked', text: '', call: '', planned: false, cut: false };

/**
 * Stands in the history for an empty answer: several services refuse a message without a text, and such a refusal ends
 * the run. Judges and checks see the answer as it is.
 */
const NO_ANSWER = '(no answer)';

/** The answers of one model to one session: those it gives, or those that exist already. */
export async function answerSession(
  job: AnswerJob,
  participant: Participant,
  session: Session,
): Promise<AnsweredSession> {
  if ('answers' in participant)
    return { answers: existing(participant.answers.get(session.id) ?? [], session), ablated: [], outcomes: [] };
  const asked = withSettings(participant.model, session, job.config);
  const answered = await askTurns(job, asked, session);
  if (!job.config.ablation) return { ...answered, ablated: [] };
  return { ...answered, ...(await askWithoutHistory(job, asked, session, answered)) };
}

/** Turns in order. One that fails for good ends the session: what follows would be answered to another conversation. */
async function askTurns(
  job: AnswerJob,
  model: Model,
  session: Session,
): Promise<Pick<AnsweredSession, 'answers' | 'outcomes'>> {
  const answers: Answer[] = [];
  const outcomes: Outcome[] = [];
  const history: Message[] = [];
  for (const turn of session.turns) {
    if (answers.some(({ status }) => status !== 'ok')) {
      answers.push(NOT_ASKED);
      continue;
    }
    history.push({ role: 'user', content: turn.user });
    const outcome = await askTurn(job, model, [...history], taskOf(model, session, turn));
    outcomes.push(outcome);
    const answer = toAnswer(outcome, model);
    answers.push(answer);
    history.push({ role: 'assistant', content: isBlank(answer.text) ? NO_ANSWER : answer.text });
  }
  return { answers, outcomes };
}

/** Asks the dependent turns that have an answer once more, each by itself. */
async function askWithoutHistory(
  job: AnswerJob,
  model: Model,
  session: Session,
  { answers, outcomes }: Pick<AnsweredSession, 'answers' | 'outcomes'>,
) {
  const asked = session.turns.map(async (turn, i) => {
    if (!isDependent(turn) || answers[i]!.status !== 'ok') return undefined;
    const task = `${taskOf(model, session, turn)}, without history`;
    return askTurn(job, model, [{ role: 'user', content: turn.user }], task);
  });
  const results = await settleAll(asked);
  return {
    ablated: results.map((outcome) => outcome && toAnswer(outcome, model)),
    outcomes: [...outcomes, ...results.filter((outcome) => outcome !== undefined)],
  };
}

function askTurn(job: AnswerJob, model: Model, messages: readonly Message[], task: string): Promise<Outcome> {
  return job.ask({ model, task, messages, repetition: 0, ask: 0, expectedTokens: expectedReplyTokens(model) });
}

function taskOf({ name }: Model, { id }: Session, { number }: Turn): string {
  return `answer of ${nameInTask(name)} to ${id}, turn ${number}`;
}

function withSettings(model: Model, { category }: Session, config: MtBenchConfig): Model {
  const temperature = temperatureOf(model, category, config);
  return {
    ...model,
    maxTokens: model.maxTokens ?? config.maxTokens,
    ...(temperature !== undefined && { temperature }),
  };
}

function toAnswer(outcome: Outcome, model: Model): Answer {
  const { key: call } = outcome;
  if (outcome.status === 'failed') return { ...NOT_ASKED, status: 'failed', call };
  if (outcome.status === 'planned') {
    return { status: 'ok', text: standIn(model), call, planned: true, cut: false };
  }
  const { text, finish } = outcome.reply;
  if (finish === 'filtered') return { ...NOT_ASKED, status: 'filtered', call };
  return { status: 'ok', text, call, planned: false, cut: finish === 'length' };
}

function existing(texts: readonly (string | undefined)[], { turns }: Session): Answer[] {
  let missing = false;
  return turns.map((_, i) => {
    const text = texts[i];
    if (!missing && text !== undefined) return { status: 'ok', text, call: '', planned: false, cut: false };
    const status = missing ? 'not-asked' : 'no-output';
    missing = true;
    return { ...NOT_ASKED, status };
  });
}
