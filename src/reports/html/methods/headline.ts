import type { Statistic } from '../../../evaluators/evaluator.ts';
import { count, percent, withInterval } from '../../format.ts';

/** A figure of the headline: which statistic, what it is called, how it is written. */
export interface Figure {
  /** Left out where any criterion has it. */
  criterion?: string;
  statistic: string;
  name: string;
  show: (statistic: Statistic) => string;
}

const interval = ({ value, low, high }: Statistic) => withInterval(value, low, high);
const share = ({ value, low, high }: Statistic) =>
  low === undefined || high === undefined ? percent(value) : `${percent(value)} [${percent(low)}, ${percent(high)}]`;

const BATCHEVAL: Figure[] = [
  { statistic: 'n', name: 'n', show: ({ value }) => count(value) },
  { statistic: 'mean', name: 'mean', show: interval },
  { statistic: 'pearson', name: 'Pearson with people', show: interval },
  { statistic: 'spearman', name: 'Spearman', show: interval },
  { statistic: 'round_agreement', name: 'rounds agree (α)', show: interval },
  { statistic: 'judge_agreement', name: 'judges agree (α)', show: interval },
  { statistic: 'coverage', name: 'scored', show: share },
];

const MT_BENCH: Figure[] = [
  { criterion: 'grade', statistic: 'mean', name: 'grade', show: interval },
  { criterion: 'grade', statistic: 'slope_over_turns', name: 'grade per turn', show: interval },
  { criterion: 'checks', statistic: 'pass_rate', name: 'checks passed', show: share },
  { criterion: 'context-error', statistic: 'error_rate', name: 'context errors', show: share },
  { criterion: 'preference', statistic: 'adjusted_win_rate', name: 'adjusted win rate', show: share },
  { criterion: 'failure', statistic: 'rate', name: 'failed turns', show: share },
];

/** Without a list of its own: whatever has an interval and is of no part of the data. */
const ANY = (statistics: readonly Statistic[]): Figure[] =>
  [
    ...new Set(
      statistics
        .filter(({ criterion, statistic }) => criterion !== '' && !statistic.includes('['))
        .map(({ statistic }) => statistic),
    ),
  ]
    .slice(0, 7)
    .map((statistic) => ({ statistic, name: statistic, show: interval }));

/** PEEM has its figures by the algorithms that the config asks for. */
function peem(statistics: readonly Statistic[]): Figure[] {
  const algorithms = new Set(
    statistics.flatMap(({ statistic }) => /^capability\[algorithm=(\w+)\]$/.exec(statistic)?.[1] ?? []),
  );
  return [
    ...[...algorithms].flatMap((algorithm, i): Figure[] => [
      { statistic: `capability[algorithm=${algorithm}]`, name: `capability (${algorithm})`, show: interval },
      ...(i === 0
        ? [
            { statistic: `rank[algorithm=${algorithm}]`, name: 'rank', show: ranks },
            { statistic: `best[algorithm=${algorithm}]`, name: 'best in', show: share },
          ]
        : []),
    ]),
    { statistic: 'accuracy', name: 'accuracy (gold)', show: interval },
    { statistic: 'extraction_rate', name: 'replies read', show: ({ value }) => percent(value) },
  ];
}

const ranks = ({ value, low, high }: Statistic) => {
  const rank = (n: number) => String(Math.round(n * 10) / 10);
  return low === undefined || high === undefined ? rank(value) : `${rank(value)} [${rank(low)}, ${rank(high)}]`;
};

/** The figures that answer: how good, how sure, how far to trust it. */
export function figuresOf(evaluator: string, statistics: readonly Statistic[]): Figure[] {
  switch (evaluator) {
    case 'batcheval':
      return BATCHEVAL;
    case 'mt-bench':
      return MT_BENCH;
    case 'peem':
      return peem(statistics);
    default:
      return ANY(statistics);
  }
}

/** Whether the rows of a headline are models alone, each figure being of one criterion. */
export function isByModel(evaluator: string): boolean {
  return evaluator === 'mt-bench' || evaluator === 'peem';
}
