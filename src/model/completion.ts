import type { Finish, Reply } from './chat.ts';
import { ModelError, throwSaidError } from './model-error.ts';
import { splitThinking } from './thinking.ts';
import { usageOf } from './usage.ts';

/** What is read of a chat completion; a server may leave out or garble any of it. */
export interface Completion {
  /** `error`: OpenRouter, where a provider failed when its reply had begun. */
  choices?: ({ message?: CompletionMessage | null; finish_reason?: unknown; error?: unknown } | null)[];
  usage?: { prompt_tokens?: unknown; completion_tokens?: unknown; total_tokens?: unknown } | null;
}

interface CompletionMessage {
  content?: unknown;
  refusal?: unknown;
  /** Where servers put the reasoning of a model: vLLM and DeepSeek, OpenRouter. */
  reasoning_content?: unknown;
  reasoning?: unknown;
}

/** How a reply ended, in the words of OpenAI and of those who are compatible with it, in small letters. */
const FINISH = new Map<unknown, Finish | 'broken'>([
  ['length', 'length'],
  ['max_tokens', 'length'], // Gemini, Anthropic
  ['model_length', 'length'], // Mistral: the context is full
  ['model_context_window_exceeded', 'length'], // Z.ai
  ['content_filter', 'filtered'],
  ['safety', 'filtered'], // Gemini, with the five after it
  ['recitation', 'filtered'],
  ['blocklist', 'filtered'],
  ['prohibited_content', 'filtered'],
  ['spii', 'filtered'],
  ['sensitive', 'filtered'], // Z.ai
  ['refusal', 'filtered'], // Anthropic: a classifier ended it
  ['error', 'broken'], // OpenRouter, Mistral
  ['abort', 'broken'], // vLLM, SGLang: the server is being shut down, or gave the request up
  ['network_error', 'broken'], // Z.ai
  ['insufficient_system_resource', 'broken'], // DeepSeek
]);

/**
 * The reply of a chat completion.
 *
 * @throws ModelError where there is none, or where it broke off: what came until then is no answer
 */
export function readCompletion({ choices, usage }: Completion, address: string): Omit<Reply, 'seconds'> {
  const choice = choices?.[0];
  if (choice?.error) throwSaidError(choice, JSON.stringify(choice), address);
  const reason = choice?.finish_reason;
  const finish = FINISH.get(typeof reason === 'string' ? reason.toLowerCase() : reason) ?? 'stop';
  if (finish === 'broken')
    throw new ModelError('server-error', 'retry', `${address} broke off its reply (finish_reason "${reason}")`);
  // Where nothing was said before the limit or a filter ended it, some leave the message out.
  const message = choice?.message ?? (finish === 'stop' ? undefined : {});
  if (typeof message !== 'object')
    throw new ModelError('bad-reply', 'retry', `${address} sent a reply without a choice`);
  const content = contentOf(message.content ?? message.refusal ?? '');
  if (content === undefined)
    throw new ModelError('bad-reply', 'retry', `${address} sent a reply whose content is no text`);
  const split = splitThinking(content.text);
  const reasoning = [message.reasoning_content, message.reasoning, content.reasoning, split.reasoning].find(
    (each) => typeof each === 'string' && each !== '',
  ) as string | undefined;
  const counts = usageOf(usage?.prompt_tokens, usage?.completion_tokens, usage?.total_tokens);
  return { text: split.text, ...(reasoning !== undefined && { reasoning }), finish, ...(counts && { usage: counts }) };
}

/**
 * A content is a text, or a list of parts, as Mistral's reasoning models have it:
 * `[{ type: 'thinking', thinking: [{ type: 'text', text }] }, { type: 'text', text }]`. Parts of other types hold no text
 * (https://docs.mistral.ai/studio-api/conversations/reasoning).
 */
function contentOf(content: unknown): { text: string; reasoning?: string } | undefined {
  if (typeof content === 'string') return { text: content };
  if (!Array.isArray(content) || !content.every((part) => typeof part?.type === 'string')) return undefined;
  const thinking = content.filter(({ type }) => type === 'thinking').map((part) => part.thinking);
  return {
    text: textOf(content),
    reasoning: thinking.map((each) => (Array.isArray(each) ? textOf(each) : String(each ?? ''))).join(''),
  };
}

/** The parts that are text, without what is between them. */
function textOf(parts: readonly ({ type?: unknown; text?: unknown } | null)[]): string {
  return parts.map((part) => (part?.type === 'text' && typeof part.text === 'string' ? part.text : '')).join('');
}
