import type { Usage } from './chat.ts';

/** No call has so many tokens: a count from here on is garbled. */
const TOO_MANY = 1e12;

/** The token counts of a call; undefined where one of them is no whole number of tokens, as half a count is none. */
export function usageOf(promptTokens: unknown, completionTokens: unknown): Usage | undefined {
  return isCount(promptTokens) && isCount(completionTokens) ? { promptTokens, completionTokens } : undefined;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < TOO_MANY;
}
