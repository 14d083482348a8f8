// What all questions to a judge have in common.
import type { Outcome } from '../../model/ask.ts';
import type { Job, Rating } from '../evaluator.ts';
import { unreadStatus } from '../unread-status.ts';
import type { SettledMtBenchConfig } from './config.ts';
import type { JudgePrompt, JudgePrompts } from './judge-prompt.ts';

export type JudgeJob = Pick<Job<SettledMtBenchConfig, unknown>, 'config' | 'ask'> & { prompts: JudgePrompts };

export interface Judged {
  ratings: Rating[];
  outcomes: Outcome[];
}

/** Room for an explanation of some sentences, for estimates. */
export const EXPECTED_JUDGEMENT = 200;

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
