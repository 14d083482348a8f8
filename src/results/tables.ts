import type { Rating, Score, Statistic } from '../evaluators/evaluator.ts';

/** The version of the tables' columns; it changes when a column's name or meaning does. */
export const TABLES_VERSION = 1;

export const RATING_COLUMNS = [
  'evaluator',
  'judge',
  'model',
  'sample',
  'criterion',
  'turn',
  'round',
  'batch',
  'position',
  'rating',
  'status',
  'call',
] as const;
export const SCORE_COLUMNS = [
  'evaluator',
  'model',
  'sample',
  'criterion',
  'turn',
  'score',
  'stderr',
  'ratings',
  'human',
  'status',
] as const;
export const SUMMARY_COLUMNS = [
  'evaluator',
  'model',
  'criterion',
  'statistic',
  'value',
  'ci_low',
  'ci_high',
  'n',
] as const;

/** A cell; undefined is an empty one, "none". */
export type Cell = string | number | undefined;

export function ratingRow(evaluator: string, r: Rating): Cell[] {
  return [
    evaluator,
    r.judge,
    r.model,
    r.sample,
    r.criterion,
    r.turn,
    r.round,
    r.batch,
    r.position,
    r.rating,
    r.status,
    r.call,
  ];
}

export function scoreRow(evaluator: string, s: Score): Cell[] {
  return [evaluator, s.model, s.sample, s.criterion, s.turn, s.score, s.stderr, s.ratings, s.human, s.status];
}

export function summaryRow(evaluator: string, s: Statistic): Cell[] {
  return [evaluator, s.model, s.criterion, s.statistic, s.value, s.low, s.high, s.n];
}
