import type { Direction } from '../evaluators/evaluator.ts';
import { isAblated, directionOf as mtBenchDirectionOf } from '../evaluators/mt-bench/criteria.ts';

/** Which way a criterion of an evaluator is better. @param lower criteria of the user's that are better when lower */
export function directionOf(evaluator: string, criterion: string, lower: readonly string[] = []): Direction {
  if (lower.includes(criterion)) return 'lower';
  return evaluator === 'mt-bench' ? mtBenchDirectionOf(criterion) : 'higher';
}

/**
 * Whether a criterion is compared where none is named. Those that are make up the family over which Holm's correction
 * goes, and each test in it costs the others power; so it holds what the comparison asks: which side is better. Left out
 * are criteria on which neither is, and scores of ablated answers: these are the control of an experiment of its own,
 * whose outcome is the `context_gain` in the summary of each run.
 *
 * @see Bender & Lange (2001), "Adjusting for multiple testing: when and how?", J. Clin. Epidemiol. 54(4), on families
 */
export function isOutcome(evaluator: string, criterion: string, lower: readonly string[] = []): boolean {
  const control = evaluator === 'mt-bench' && isAblated(criterion);
  return !control && directionOf(evaluator, criterion, lower) !== 'none';
}
