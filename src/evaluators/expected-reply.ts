import type { Model } from '../model/ask.ts';
import { CHARACTERS_PER_TOKEN } from '../model/tokens.ts';

/** What a reply of a model under evaluation is taken to need, where nothing is known of it. */
const USUAL = 300;

/** How many tokens a reply is expected to have, for plans and limits of rate: the model's own limit is a cap, no more. */
export function expectedReplyTokens({ maxTokens }: Pick<Model, 'maxTokens'>): number {
  return Math.min(USUAL, maxTokens ?? USUAL);
}

/**
 * What stands in a plan for a reply that is not there yet where it becomes a part of other prompts: as long as the reply
 * is expected to be, so that these are neither planned too short nor too cheap.
 */
export function standIn(model: Pick<Model, 'name' | 'maxTokens'>): string {
  const length = CHARACTERS_PER_TOKEN * expectedReplyTokens(model);
  return `(${model.name} has not answered yet: this stands for its answer) `.padEnd(length, 'word');
}
