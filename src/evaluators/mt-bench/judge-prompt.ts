import type { Message } from '../../model/chat.ts';
import type { Conversation } from './conversation.ts';

/** What a judge is asked, and what is needed to read its reply. */
export interface JudgePrompt {
  messages: readonly Message[];
  /** The texts under evaluation in it. */
  texts: readonly string[];
  /** Stands beside the verdict where a text could be taken for holding one. */
  mark?: string;
}

export interface JudgePrompts {
  /** @param contextErrors ask for the context error as well; the published prompts can't */
  single(conversation: Conversation, contextErrors: boolean): JudgePrompt;
  pairwise(a: Conversation, b: Conversation): JudgePrompt;
  contextError(conversation: Conversation): JudgePrompt;
}
