import type { Manifest } from '../results/manifest.ts';
import { totalOf, untold } from '../results/model-totals.ts';
import { listed } from '../suggest.ts';

/** Why the cost of models can't be known, where some of them have no price; undefined where all have one. */
export function noCost(models: readonly { name: string; priced: boolean }[]): string | undefined {
  const free = models.filter(({ priced }) => !priced).map(({ name }) => name);
  if (free.length === models.length) return 'the cost is not known: no model has a `price` in the config';
  if (free.length === 0) return undefined;
  return `the cost is not known: the config gives no \`price\` of ${listed(free)} (one that costs nothing has { input: 0, output: 0 })`;
}

/**
 * Why a run has no total of this name.
 *
 * @param statistic `cost`, `prompt_tokens` or `completion_tokens`, maybe `[of=…]` one model or judge
 * @param models what the models and judges took; undefined where nobody knows
 * @returns a sentence; undefined where the name is of something else
 */
export function whyUnknown(statistic: string, models: Manifest['models'] = {}): string | undefined {
  const [, name, of] = /^(cost|prompt_tokens|completion_tokens)(?:\[of=(.*)\])?$/s.exec(statistic) ?? [];
  if (name === undefined) return undefined;
  const called = Object.entries(models).filter(([model]) => of === undefined || model === of);
  if (of !== undefined && called.length === 0) return undefined;
  const missing = untold(totalOf(called.map(([, each]) => each)));
  if (missing !== undefined) return `${name} is not known: ${missing}`;
  return name === 'cost'
    ? noCost(called.map(([model, { cost }]) => ({ name: model, priced: cost !== undefined })))
    : undefined;
}
