import type { Usage } from './chat.ts';

/** No call has so many tokens: a count from here on is garbled. */
const TOO_MANY = 1e12;

/**
 * The token counts of a call; undefined where one of them is no whole number of tokens, as half a count is none.
 *
 * @param total of all tokens, where the server tells it: xAI and Gemini leave the reasoning out of the completion's tokens
 * and have it in the total alone, and it is paid for as the reply is
 */
export function usageOf(promptTokens: unknown, completionTokens: unknown, total?: unknown): Usage | undefined {
  if (!isCount(promptTokens) || !isCount(completionTokens)) return undefined;
  const beside = isCount(total) ? total - promptTokens : 0;
  return { promptTokens, completionTokens: Math.max(completionTokens, beside) };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < TOO_MANY;
}
