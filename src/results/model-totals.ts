import type { ModelTotals } from './manifest.ts';

/**
 * What several models took in all. Costs are the sum of those that are known, and undefined where none is: `unpriced` and
 * `withoutUsage` tell what is not in it.
 */
export function totalOf(models: readonly ModelTotals[]): ModelTotals {
  const total: ModelTotals = { calls: 0, held: 0, failed: 0, promptTokens: 0, completionTokens: 0 };
  for (const { calls, held, failed, promptTokens, completionTokens, withoutUsage, cost, paid } of models) {
    total.calls += calls;
    total.held += held;
    total.failed += failed;
    total.promptTokens += promptTokens;
    total.completionTokens += completionTokens;
    if (withoutUsage !== undefined) total.withoutUsage = (total.withoutUsage ?? 0) + withoutUsage;
    if (cost !== undefined) total.cost = (total.cost ?? 0) + cost;
    if (paid !== undefined) total.paid = (total.paid ?? 0) + paid;
  }
  return total;
}

/** Those that were called and have no price, where others have one: what they cost is not in the sum of the costs. */
export function unpriced(models: Readonly<Record<string, ModelTotals>>): string[] {
  const called = Object.entries(models).filter(([, { calls }]) => calls > 0);
  if (called.every(([, { cost }]) => cost === undefined)) return [];
  return called.filter(([, { cost }]) => cost === undefined).map(([name]) => name);
}

/** That the tokens are not known, and of how many calls; undefined where they are. */
export function untold({ calls, failed, withoutUsage }: ModelTotals): string | undefined {
  if (withoutUsage === undefined) return undefined;
  return `tokens not told by the server for ${withoutUsage} of ${calls - failed} calls`;
}
