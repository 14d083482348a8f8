import { UsageError } from '../../errors.ts';
import type { MtBenchConfig } from './config.ts';
import type { Conversation } from './conversation.ts';
import type { JudgePrompt } from './judge-prompt.ts';
import { judgePrompts } from './prompt.ts';
import type { Session } from './sessions.ts';

/** Answers that no prompt holds by itself. */
const [ANSWER, OTHER] = ['an answer ca978112', 'another answer 3e23e816'];

/**
 * Makes the prompts of every turn, before anything is asked.
 *
 * @throws UsageError where a template names what does not exist or does not show what is judged, or where a published
 * prompt is missing
 */
export function tryPrompts(config: MtBenchConfig, sessions: readonly Session[], files: ReadonlyMap<string, string>) {
  const prompts = judgePrompts(config, files);
  const { mode, judgePrompts: published } = config;
  const { single, pairwise, contextErrors } = config.prompts;
  for (const session of sessions) {
    for (let turns = 1; turns <= session.turns.length; turns += 1) {
      const conversation = answered(session, turns, ANSWER);
      if (mode === 'single') requireShown(prompts.single(conversation, true), [ANSWER], published ?? single);
      else {
        const shown = prompts.pairwise(conversation, answered(session, turns, OTHER));
        requireShown(shown, [ANSWER, OTHER], published ?? pairwise);
      }
      requireShown(prompts.contextError(conversation), [ANSWER], contextErrors);
    }
  }
}

/** The session up to a turn, with the same answer to all of them. */
function answered(session: Session, turns: number, answer: string): Conversation {
  const exchanges = session.turns
    .slice(0, turns)
    .map(({ user, reference }) => ({ user, answer, ...(reference !== undefined && { reference }) }));
  return { session, turn: session.turns[turns - 1]!, exchanges };
}

/** @param path where the prompt is from, if it is not a built-in one */
function requireShown({ messages }: JudgePrompt, answers: readonly string[], path: string | undefined): void {
  if (answers.every((answer) => messages.some(({ content }) => content.includes(answer)))) return;
  const what = answers.length === 1 ? 'the answer' : 'both answers';
  throw new UsageError(`${path}: the prompt does not show ${what} to be judged; name the variable where it belongs`);
}
