import type { Statistic } from '../../../evaluators/evaluator.ts';
import { CHECKS, GRADE, PREFERENCES } from '../../../evaluators/mt-bench/criteria.ts';
import { percent, round } from '../../format.ts';
import type { Figure } from '../method.ts';
import { number, share } from '../show.ts';

/** What models are measured by, and its range. */
export interface Measure extends Pick<Figure, 'statistic' | 'name' | 'show'> {
  criterion: string;
  low: number;
  high: number;
  /** A value in few characters. */
  short: (value: number) => string;
  /** What its changes are counted in: what that is called, and what is written as 1. */
  unit: { name: string; size: number };
}

const ofShares = { show: share, low: 0, high: 1, short: percent, unit: { name: 'points', size: 0.01 } };

const MEASURES: Measure[] = [
  {
    criterion: GRADE,
    statistic: 'mean',
    name: 'grade',
    show: number,
    low: 1,
    high: 10,
    short: (value) => round(value, 2),
    unit: { name: 'grade', size: 1 },
  },
  { criterion: PREFERENCES, statistic: 'adjusted_win_rate', name: 'adjusted win rate', ...ofShares },
  { criterion: CHECKS, statistic: 'pass_rate', name: 'checks passed', ...ofShares },
];

/** The measures that a run has, the main one first. */
export function measuresOf(statistics: readonly Statistic[]): Measure[] {
  return MEASURES.filter((measure) =>
    statistics.some(({ criterion, statistic }) => criterion === measure.criterion && statistic === measure.statistic),
  );
}
