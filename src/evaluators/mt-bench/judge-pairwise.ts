// MT-Bench (Zheng et al. 2023, arXiv 2306.05685, sections 3.1 and 3.4): pairwise comparison, in both orders.
import { type Preference, readVerdict } from '../../judging/verdicts/read-verdict.ts';
import type { Model, Outcome } from '../../model/ask.ts';
import { settleAll } from '../../settle-all.ts';
import { askUntilRead } from '../ask-until-read.ts';
import type { Rating } from '../evaluator.ts';
import { preferenceAgainst } from './criteria.ts';
import { EXPECTED_JUDGEMENT, type Judged, type JudgeJob, readReply } from './judge-call.ts';
import type { Subject } from './subject.ts';

export interface Comparison {
  judge: Model;
  model: string;
  opponent: string;
  round: number;
  task: string;
}

/** What came of one order. */
interface Ordered {
  rating: Rating;
  outcomes: Outcome[];
}

/** Asks which of two answers is better, with this model's shown first and then second. */
export async function judgePairwise(
  job: JudgeJob,
  comparison: Comparison,
  own: Subject,
  other: Subject,
): Promise<Judged> {
  const orders = await settleAll([0, 1].map((position) => askOrder(job, comparison, own, other, position)));
  return { ratings: orders.map(({ rating }) => rating), outcomes: orders.flatMap(({ outcomes }) => outcomes) };
}

/** The ratings of a comparison that cannot be made. */
export function withoutComparison(
  comparison: Omit<Comparison, 'task'>,
  { session, turn }: Pick<Subject, 'session' | 'turn'>,
  status: Rating['status'],
  call: string,
): Rating[] {
  return [0, 1].map((position) => ({ ...common(comparison, session.id, turn.number), position, status, call }));
}

/** @param position where this model's answer stands: 0 first, 1 second */
async function askOrder(
  job: JudgeJob,
  comparison: Comparison,
  own: Subject,
  other: Subject,
  position: number,
): Promise<Ordered> {
  const { judge, round, task } = comparison;
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
    ...common(comparison, own.session.id, own.turn.number),
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

function common({ judge, model, opponent, round }: Omit<Comparison, 'task'>, sample: string, turn: number) {
  return { judge: judge.name, model, sample, criterion: preferenceAgainst(opponent), turn, round };
}
