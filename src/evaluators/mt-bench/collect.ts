import type { Job, Rating } from '../evaluator.ts';
import { mapInOrder } from '../in-order.ts';
import { judgesOf } from '../judges.ts';
import { nameInTask } from '../name-in-task.ts';
import { type Answer, answerSession } from './answer.ts';
import { noteOf } from './answer-notes.ts';
import { countWords } from './checks/count.ts';
import { runCheck } from './checks/run-checks.ts';
import { asksContextErrors, type SettledMtBenchConfig } from './config.ts';
import type { Conversation } from './conversation.ts';
import { ABLATED, ANSWER_WORDS, CONTEXT_ERROR, checkCriterion, GRADE } from './criteria.ts';
import type { MtBenchData } from './data.ts';
import type { Judged, JudgeJob } from './judge-call.ts';
import { JUDGE_DEFAULTS } from './judge-defaults.ts';
import { judgePairwise, withoutComparison } from './judge-pairwise.ts';
import { judgeContextError, judgeSingle, withoutAnswer } from './judge-single.ts';
import { type Participant, pairsOf, participantsOf } from './participants.ts';
import { judgePrompts } from './prompt.ts';
import { isDependent, type Session, type Turn } from './sessions.ts';

export type MtBenchJob = Job<SettledMtBenchConfig, MtBenchData>;

/** A model's answers, session by session. */
interface Answered {
  name: string;
  sessions: { answers: Answer[]; ablated: (Answer | undefined)[] }[];
}

/**
 * All answers first, model by model, then all judgements, judge by judge: a server that holds one model at a time, as
 * most at home do, loads each of them once.
 */
export async function collect(job: MtBenchJob): Promise<void> {
  const { sessions, answers } = job.data;
  const answered = await collectAnswers(job, participantsOf(job.models, answers));
  const judging: JudgeJob = { config: job.config, ask: job.ask, prompts: judgePrompts(job.config, job.files) };
  const judgements = [
    ...singleJudgements(judging, sessions, answered),
    ...pairwiseJudgements(judging, sessions, answered),
  ];
  await mapInOrder(
    judgements,
    job.window,
    (judgement) => judgement(),
    ({ ratings, outcomes }) => job.emit(ratings, outcomes),
  );
}

async function collectAnswers(job: MtBenchJob, participants: readonly Participant[]): Promise<Answered[]> {
  const answered = participants.map(({ name }): Answered => ({ name, sessions: [] }));
  const items = participants.flatMap((participant, i) =>
    job.data.sessions.map((session) => ({ participant, session, into: answered[i]! })),
  );
  await mapInOrder(
    items,
    job.window,
    async ({ participant, session }) => {
      const own = await answerSession(job, participant, session);
      const whole = own.answers.map((answer, i) =>
        rateAnswer(answer, session, session.turns[i]!, participant.name, ''),
      );
      const ablated = own.ablated.map((answer, i) =>
        answer === undefined ? [] : rateAnswer(answer, session, session.turns[i]!, participant.name, ABLATED),
      );
      return { ...own, ratings: (await Promise.all([...whole, ...ablated])).flat() };
    },
    ({ answers, ablated, ratings, outcomes }, { into }) => {
      into.sessions.push({ answers, ablated });
      job.emit(ratings, outcomes);
    },
  );
  return answered;
}

/** What can be said of an answer without a judge: its length, and whether it passes the checks of its turn. */
async function rateAnswer(
  answer: Answer,
  { id, turns }: Session,
  turn: Turn,
  model: string,
  prefix: string,
): Promise<Rating[]> {
  const common = { judge: '', model, sample: id, turn: turn.number, call: answer.call };
  const words: Rating = {
    ...common,
    criterion: prefix + ANSWER_WORDS,
    status: answer.planned ? 'not-asked' : answer.status,
  };
  if (words.status === 'ok') {
    words.rating = countWords(answer.text).low;
    words.note = noteOf(answer);
  }
  const checks = turn.checks.map(async (check, i): Promise<Rating> => {
    const rating: Rating = { ...common, criterion: prefix + checkCriterion(check, i), status: unrated(answer) };
    if (words.status !== 'ok') return rating;
    const { passed, reason } = await runCheck(check, answer.text, turns);
    if (reason !== '') rating.note = reason;
    return passed === undefined
      ? { ...rating, status: 'undecided' }
      : { ...rating, rating: passed ? 1 : 0, status: 'ok' };
  });
  return [words, ...(await Promise.all(checks))];
}

/** The status of a rating that there is none of, as there is no answer to rate. */
function unrated({ status, planned }: Answer): Rating['status'] {
  return status === 'not-asked' || planned ? 'not-asked' : 'no-output';
}

type Judgement = () => Promise<Judged>;

/** The judgements of single answers: grades, context errors, and both without the history. */
function* singleJudgements(
  job: JudgeJob,
  sessions: readonly Session[],
  answered: readonly Answered[],
): Generator<Judgement> {
  const { config } = job;
  const graded = config.mode === 'single';
  const contextErrors = asksContextErrors(config);
  if (!graded && !contextErrors) return;
  // The published prompts have no place for context errors.
  const together = graded && contextErrors && config.judgePrompts === undefined;
  for (const [judge, round] of judgeRounds(config)) {
    for (const { model, conversation, answer, ablated } of placesToJudge(sessions, answered)) {
      const { session, turn } = conversation;
      const prefix = ablated ? ABLATED : '';
      const asksContext = contextErrors && isDependent(turn);
      const task = `${nameInTask(judge.name)} on ${nameInTask(model)}, ${session.id}, turn ${turn.number}${ablated ? ', without history' : ''}, repeat ${round}`;
      const judging = { judge, model, conversation, round, task };
      if (answer.status !== 'ok') {
        const criteria = [...(graded ? [GRADE] : []), ...(asksContext ? [CONTEXT_ERROR] : [])];
        const ratings = withoutAnswer(judging, unrated(answer), answer.call, criteria);
        yield async () => ({ ratings: prefixed(ratings, prefix), outcomes: [] });
        continue;
      }
      if (graded) yield async () => withPrefix(await judgeSingle(job, judging, together && asksContext), prefix);
      if (asksContext && !together) yield async () => withPrefix(await judgeContextError(job, judging), prefix);
    }
  }
}

/** An answer, with the conversation that it is judged in. */
interface PlaceToJudge {
  model: string;
  conversation: Conversation;
  answer: Answer;
  /** It was asked for without the history; it is judged with the history that it should have had. */
  ablated: boolean;
}

/** Every answer, and behind it the one to the same turn without the history, if there is one. */
function* placesToJudge(sessions: readonly Session[], answered: readonly Answered[]): Generator<PlaceToJudge> {
  for (const { name: model, sessions: own } of answered) {
    for (const [i, session] of sessions.entries()) {
      const { answers, ablated } = own[i]!;
      for (const [t, answer] of answers.entries()) {
        yield { model, conversation: conversationOf(session, t, answers), answer, ablated: false };
        const alone = ablated[t];
        if (alone === undefined) continue;
        const conversation = conversationOf(session, t, [...answers.slice(0, t), alone]);
        yield { model, conversation, answer: alone, ablated: true };
      }
    }
  }
}

function* pairwiseJudgements(
  job: JudgeJob,
  sessions: readonly Session[],
  answered: readonly Answered[],
): Generator<Judgement> {
  for (const [judge, round] of judgeRounds(job.config)) {
    for (const { model, opponent, own, other, missing } of placesToCompare(job.config, sessions, answered)) {
      const { session, turn } = own;
      const task = `${nameInTask(judge.name)} on ${nameInTask(model)} against ${nameInTask(opponent)}, ${session.id}, turn ${turn.number}, repeat ${round}`;
      const judging = { judge, model, opponent, own, other, round, task };
      yield missing === undefined
        ? () => judgePairwise(job, judging)
        : async () => ({ ratings: withoutComparison(judging, unrated(missing), missing.call), outcomes: [] });
    }
  }
}

/** Two answers to the same turn, each with the conversation that it is judged in. */
interface PlaceToCompare {
  model: string;
  opponent: string;
  own: Conversation;
  other: Conversation;
  /** The first of the two answers that there is none of. */
  missing: Answer | undefined;
}

function* placesToCompare(
  config: SettledMtBenchConfig,
  sessions: readonly Session[],
  answered: readonly Answered[],
): Generator<PlaceToCompare> {
  for (const [{ name: model, sessions: own }, { name: opponent, sessions: others }] of pairsOf(config, answered)) {
    for (const [i, session] of sessions.entries()) {
      const [ours, theirs] = [own[i]!.answers, others[i]!.answers];
      for (let t = 0; t < session.turns.length; t += 1) {
        const missing = [ours[t]!, theirs[t]!].find(({ status }) => status !== 'ok');
        yield {
          model,
          opponent,
          own: conversationOf(session, t, ours),
          other: conversationOf(session, t, theirs),
          missing,
        };
      }
    }
  }
}

function judgeRounds(config: SettledMtBenchConfig) {
  const judges = judgesOf(config).map((judge) => ({
    ...judge,
    temperature: judge.temperature ?? JUDGE_DEFAULTS.temperature,
    maxTokens: judge.maxTokens ?? JUDGE_DEFAULTS.maxTokens,
  }));
  return judges.flatMap((judge) => Array.from({ length: config.repeats }, (_, round) => [judge, round] as const));
}

function conversationOf(session: Session, t: number, answers: readonly Answer[]): Conversation {
  const exchanges = session.turns.slice(0, t + 1).map(({ user, reference }, i) => ({
    user,
    answer: answers[i]!.text,
    ...(reference !== undefined && { reference }),
  }));
  return { session, turn: session.turns[t]!, exchanges };
}

function withPrefix({ ratings, outcomes }: Judged, prefix: string): Judged {
  return { ratings: prefixed(ratings, prefix), outcomes };
}

function prefixed(ratings: readonly Rating[], prefix: string): Rating[] {
  return ratings.map((rating) => ({ ...rating, criterion: prefix + rating.criterion }));
}
