import { ABLATED, ANSWER_WORDS, CONTEXT_ERROR, FAILURE } from '../evaluators/mt-bench/criteria.ts';

/** Which way a criterion is better; `none` where more is neither better nor worse. */
export type Direction = 'higher' | 'lower' | 'none';

/** Which way a criterion of an evaluator is better. @param lower criteria of the user's that are better when lower */
export function directionOf(evaluator: string, criterion: string, lower: readonly string[] = []): Direction {
  if (lower.includes(criterion)) return 'lower';
  if (evaluator !== 'mt-bench') return 'higher';
  const base = criterion.startsWith(ABLATED) ? criterion.slice(ABLATED.length) : criterion;
  if (base === ANSWER_WORDS) return 'none';
  return base === FAILURE || base === CONTEXT_ERROR ? 'lower' : 'higher';
}
