import type { Statistic } from '../../../evaluators/evaluator.ts';
import { CRITERION } from '../../../evaluators/peem/criteria.ts';
import { type EstimateText, round } from '../../format.ts';
import type { Figure, Method } from '../method.ts';
import { number, share } from '../show.ts';
import { rankingDetails } from './ranking-details.ts';

export const peem: Method = {
  title: 'PEEM',
  sample: 'sample',
  rows: 'models',
  figures(statistics) {
    const [first, ...others] = algorithmsOf(statistics);
    return [
      ...(first === undefined ? [] : ranking(first)),
      ...others.map(
        (algorithm): Figure => ({
          criterion: CRITERION.capability,
          statistic: `capability[algorithm=${algorithm}]`,
          name: algorithm,
          show: number,
          brief: true,
          spare: 1,
        }),
      ),
      {
        criterion: CRITERION.capability,
        statistic: 'accuracy',
        name: 'gold agreement',
        show: number,
        brief: true,
        spare: 4,
      },
      {
        criterion: CRITERION.capability,
        statistic: 'extraction_rate',
        name: 'read',
        show: share,
        brief: true,
        spare: 2,
      },
    ];
  },
  details: (statistics, tables) => rankingDetails(statistics, tables, algorithmsOf(statistics)),
  pictures: async (run) => (await import('./pictures.ts')).peemPictures(run),
};

/** The algorithms that the config asks for, in its order. */
function algorithmsOf(statistics: readonly Statistic[]): string[] {
  return [
    ...new Set(statistics.flatMap(({ statistic }) => /^capability\[algorithm=(\w+)\]$/.exec(statistic)?.[1] ?? [])),
  ];
}

function ranking(algorithm: string): Figure[] {
  const statistic = (name: string) => ({
    criterion: CRITERION.capability,
    statistic: `${name}[algorithm=${algorithm}]`,
  });
  return [
    { ...statistic('capability'), name: `capability (${algorithm})`, show: number, marked: true },
    { ...statistic('rank'), name: 'rank', show: rank, marked: true, numbers: true },
    { ...statistic('best'), name: 'P(best)', show: probability, spare: 3 },
  ];
}

/** A rank: models that share it have the mean of their places. */
function rank({ value, low, high }: Statistic): EstimateText {
  const half = (n: number) => `${Math.round(n * 2) / 2}`;
  return low === undefined || high === undefined
    ? { value: half(value) }
    : { value: half(value), low: half(low), high: half(high) };
}

/** A probability from resamples: one that never came up is small, not 0. */
function probability({ value, n }: Statistic): EstimateText {
  if (value === 0) return { value: `< ${round(1 / n, 3)}` };
  return { value: value > 1 - 1 / n ? `> ${round(1 - 1 / n, 3)}` : round(value, value < 0.1 ? 3 : 2) };
}
