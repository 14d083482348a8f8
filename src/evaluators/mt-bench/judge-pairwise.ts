// MT-Bench (Zheng et al. 2023, arXiv 2306.05685, sections 3.1 and 3.4): pairwise comparison, in both orders.
import { type Preference, readVerdict } from '../../judging/verdicts/read-verdict.ts';
import type { Model, Outcome } from '../../model/ask.ts';
import { settleAll } from '../../settle-all.ts';
import { askUntilRead } from '../ask-until-read.ts';
import type { Rating } from '../evaluator.ts';
import type { Conversation } from './conversation.ts';
import { preferenceAgainst } from './criteria.ts';
import { EXPECTED_JUDGEMENT, type Judged, type JudgeJob, readReply } from './judge-call.ts';

/** Who compares whose answers, and which time: what the ratings of a comparison have in common. */
export interface PairwiseJudging {
  judge: Model;
  model: string;
  opponent: string;
  own: Conversation;
  other: Conversation;
  /** Which of the repeats it is, from 0. */
  round: number;
  /** Names the questions, with the order; unique in the run. */
  task: string;
}

/** What came of one order. */
interface Ordered {
  rating: Rating;
  outcomes: Outcome[];
}

/** Asks which of two answers is better, with this model's shown first and then second. */
export async function judgePairwise(job: JudgeJob, judging: PairwiseJudging): Promise<Judged> {
  const orders = await settleAll([0, 1].map((position) => askOrder(job, judging, position)));
  return { ratings: orders.map(({ rating }) => rating), outcomes: orders.flatMap(({ outcomes }) => outcomes) };
}

/** The ratings of a comparison that cannot be made. */
export function withoutComparison(judging: PairwiseJudging, status: Rating['status'], call: string): Rating[] {
  return [0, 1].map((position) => ({ ...common(judging), position, status, call }));
}

/** @param position where this model's answer stands: 0 first, 1 second */
async function askOrder(job: JudgeJob, judging: PairwiseJudging, position: number): Promise<Ordered> {
  const { judge, own, other, round, task } = judging;
  const prompt = position === 0 ? job.prompts.pairwise(own, other) : job.prompts.pairwise(other, own);
  const asked = await askUntilRead(
    job.ask,
    {
      model: judge,
      task: `${task}, ${position === 0 ? 'first' : 'second'} in order`,
      messages: prompt.messages,
      repetition: round,
      expectedTokens: EXPECTED_JUDGEMENT,
    },
    job.config.asks,
    (outcome) => readReply(outcome, prompt, readVerdict),
    (verdicts) => verdicts.at(-1)!.status === 'ok',
  );
  const { outcome, reading } = asked.at(-1)!;
  const rating: Rating = {
    ...common(judging),
    position,
    status: reading.status,
    call: outcome.key,
  };
  if (reading.status === 'ok') rating.rating = points(reading.verdict, position);
  return { rating, outcomes: asked.map((each) => each.outcome) };
}

/** What a verdict is worth to the model whose answer stands at `position`. */
function points(verdict: Preference, position: number): number {
  if (verdict === 'tie') return 0.5;
  return (verdict === 'A') === (position === 0) ? 1 : 0;
}

function common({ judge, model, opponent, own: { session, turn }, round }: PairwiseJudging) {
  return {
    judge: judge.name,
    model,
    sample: session.id,
    criterion: preferenceAgainst(opponent),
    turn: turn.number,
    round,
  };
}
