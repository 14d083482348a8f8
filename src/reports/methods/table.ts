import { batcheval } from './batcheval/batcheval.ts';
import type { Method } from './method.ts';
import { mtBench } from './mt-bench/mt-bench.ts';
import { other } from './other.ts';
import { peem } from './peem/peem.ts';

/** What reports know of the methods, by the `type` of the evaluator. */
const METHODS: Record<string, Method> = { batcheval, 'mt-bench': mtBench, peem };

/** The method of an evaluator; one that reports know nothing of is told by its statistics. */
export function methodOf(evaluator: string): Method {
  return Object.hasOwn(METHODS, evaluator) ? METHODS[evaluator]! : other(evaluator);
}
