import type { Named } from '../../evaluator.ts';
import { ABLATED_ANSWER_WORDS, ANSWER_WORDS, CHECKS, CONTEXT_ERROR, FAILURE, GRADE, PREFERENCES } from '../criteria.ts';

/** The names of all statistics, by criterion. */
export const STATISTICS = {
  [GRADE]: ['n', 'coverage', 'mean', 'sd', 'slope_over_turns', 'context_gain', 'judge_agreement', 'repeat_agreement'],
  [CONTEXT_ERROR]: [
    'n',
    'coverage',
    'error_rate',
    'neglect_rate',
    'hallucination_rate',
    'misunderstanding_rate',
    'slope_over_turns',
    'mean_distance',
    'context_gain',
    'judge_agreement',
    'judge_kappa',
  ],
  [CHECKS]: ['n', 'coverage', 'pass_rate', 'turn_pass_rate', 'slope_over_turns', 'context_gain'],
  [FAILURE]: ['n', 'coverage', 'rate', 'slope_over_turns', 'cascade'],
  [ANSWER_WORDS]: ['n', 'coverage', 'mean'],
  [ABLATED_ANSWER_WORDS]: ['n', 'coverage', 'mean'],
  [PREFERENCES]: [
    'n',
    'coverage',
    'win_rate',
    'tie_rate',
    'loss_rate',
    'adjusted_win_rate',
    'slope_over_turns',
    'order_consistency',
    'first_position_bias',
    'second_position_bias',
    'longer_win_rate',
    'length_spearman',
    'judge_agreement',
    'judge_kappa',
    'repeat_agreement',
    'repeat_kappa',
  ],
} as const;

/** A criterion of summary.csv. */
export type SummaryCriterion = keyof typeof STATISTICS;

/** The name of a statistic without its qualifiers. */
export type BareName = (typeof STATISTICS)[SummaryCriterion][number];

export type StatisticName = Named<BareName>;
