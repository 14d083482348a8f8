/** How judges are asked that say nothing else, as published: at temperature 0, with room for 2048 tokens. */
export const JUDGE_DEFAULTS = { temperature: 0, maxTokens: 2048 } as const;
