// The names under which things stand in the tables. They are part of the tables' format: gates and scripts use them.
import type { Direction } from '../evaluator.ts';
import type { Check } from './checks/schema.ts';

/** A judge's grade of one answer, 1 to 10. */
export const GRADE = 'grade';

/**
 * A judge on how an answer treats the conversation before it. Rating: `none`, `neglect`, `hallucination` or
 * `misunderstanding`. Score: the share of judgements that find an error.
 */
export const CONTEXT_ERROR = 'context-error';

/** The earlier turn that a context error concerns: a rating beside each that is not `none`. */
export const CONTEXT_ERROR_TURN = 'context-error-turn';

/** Score of a turn: the share of its checks that pass. The ratings behind it are `check:TYPE#PLACE`. */
export const CHECKS = 'checks';

/** The length of the answer, in words; its status tells what became of the answer. Every turn has it. */
export const ANSWER_WORDS = 'answer-words';

/** Score: 1 where a turn failed (a low grade, a check not passed, a context error), 0 where all is well. */
export const FAILURE = 'failure';

/** What begins the name of a criterion where the question was asked without the history. */
export const ABLATED = 'ablated:';

export const ABLATED_ANSWER_WORDS = `${ABLATED}${ANSWER_WORDS}` as const;

export function isAblated(criterion: string): boolean {
  return criterion.startsWith(ABLATED);
}

/** Which way a criterion is better, with the history or without it. */
export function directionOf(criterion: string): Direction {
  const base = isAblated(criterion) ? criterion.slice(ABLATED.length) : criterion;
  if (base === ANSWER_WORDS) return 'none';
  return base === FAILURE || base === CONTEXT_ERROR ? 'lower' : 'higher';
}

const PREFERENCE = 'preference:';

/** The criterion of all comparisons in summary.csv. */
export const PREFERENCES = 'preference';

/** Which of two answers is better: 1 this model's, 0 the opponent's, 0.5 neither. */
export function preferenceAgainst(opponent: string): string {
  return PREFERENCE + opponent;
}

export function opponentIn(criterion: string): string | undefined {
  return criterion.startsWith(PREFERENCE) ? criterion.slice(PREFERENCE.length) : undefined;
}

/** A check of a turn, by its kind and its place among the turn's checks, from 1: `check:contains#2`. Rating: 1 or 0. */
export function checkCriterion({ type }: Check, index: number): string {
  return `check:${type}#${index + 1}`;
}

/** The kind of check in the name of a criterion, ablated or not. */
export function checkTypeIn(criterion: string): string | undefined {
  return /^(?:ablated:)?check:([a-z-]+)#\d+$/.exec(criterion)?.[1];
}
