import type { Model } from '../../model/ask.ts';
import type { MtBenchConfig } from './config.ts';

/** Temperatures of answers by category, as published: FastChat, fastchat/llm_judge/common.py, `temperature_config`. */
const PUBLISHED: Record<string, number> = {
  writing: 0.7,
  roleplay: 0.7,
  extraction: 0,
  math: 0,
  coding: 0,
  reasoning: 0,
  stem: 0.1,
  humanities: 0.1,
};

/** Of categories that it does not name (fastchat/llm_judge/gen_model_answer.py). */
const PUBLISHED_ELSE = 0.7;

/**
 * The temperature at which a model answers a session: what the evaluator's config says of the category, else the
 * model's own, else the published one.
 */
export function temperatureOf(
  model: Model,
  category: string,
  { temperatures }: Pick<MtBenchConfig, 'temperatures'>,
): number | undefined {
  if (temperatures === 'own') return model.temperature;
  return temperatures[category] ?? model.temperature ?? PUBLISHED[category] ?? PUBLISHED_ELSE;
}
