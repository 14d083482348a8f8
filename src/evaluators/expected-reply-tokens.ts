import type { Model } from '../model/ask.ts';

/** What a reply of a model under evaluation is taken to need, where nothing is known of it. */
const USUAL = 300;

/** How many tokens a reply is expected to have, for plans and limits of rate: the model's own limit is a cap, no more. */
export function expectedReplyTokens({ maxTokens }: Pick<Model, 'maxTokens'>): number {
  return Math.min(USUAL, maxTokens ?? USUAL);
}
