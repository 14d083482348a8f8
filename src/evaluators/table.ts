import { UsageError } from '../errors.ts';
import type { Evaluator } from './evaluator.ts';

// biome-ignore lint/suspicious/noExplicitAny: each evaluator has a config and data of its own; the schema ties them to the type
export type AnyEvaluator = Evaluator<any, any>;

/** The evaluators by the `type` that a config names. Each is loaded only when it is used. */
const EVALUATORS: Record<string, () => Promise<AnyEvaluator>> = {
  batcheval: async () => (await import('./batcheval/batcheval.ts')).batcheval,
  'mt-bench': async () => (await import('./mt-bench/mt-bench.ts')).mtBench,
  peem: async () => (await import('./peem/peem.ts')).peem,
};

/** @throws UsageError where there is no such evaluator */
export function loadEvaluator(type: string): Promise<AnyEvaluator> {
  const load = EVALUATORS[type];
  if (load === undefined) throw new UsageError(`there is no evaluator "${type}"`);
  return load();
}
