import type { Usage } from './chat.ts';

/** US dollars per million tokens. */
export interface Price {
  input: number;
  output: number;
}

/** What a call costs in US dollars. */
export function costOf(usage: Usage, price: Price): number {
  return (usage.promptTokens * price.input + usage.completionTokens * price.output) / 1e6;
}
