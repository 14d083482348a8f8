import type { Statistic } from '../../../evaluators/evaluator.ts';
import type { Figure, Method } from '../method.ts';
import { number, share, wholeNumber } from '../show.ts';

/** Shown only where it differs from the `n` of the mean. */
const N_HUMAN = 'n human';

const FIGURES: Figure[] = [
  { statistic: 'mean', name: 'n', counts: true, show: wholeNumber, spare: 4 },
  { statistic: 'mean', name: 'mean', show: number, marked: true },
  { statistic: 'pearson', name: N_HUMAN, counts: true, show: wholeNumber, spare: 7 },
  { statistic: 'pearson', name: 'Pearson with human', show: number, spare: 6 },
  { statistic: 'spearman', name: 'Spearman', show: number, spare: 1 },
  { statistic: 'round_agreement', name: 'rounds agree (α)', show: number, spare: 3 },
  { statistic: 'judge_agreement', name: 'judges agree (α)', show: number, spare: 2 },
  { statistic: 'coverage', name: 'scored', show: share, brief: true, spare: 5 },
];

/** Whether some correlation rests on fewer samples than the mean beside it: not all have a human score. */
function fewerHaveHuman(statistics: readonly Statistic[]): boolean {
  const scored = statistics.filter(({ statistic }) => statistic === 'mean');
  return statistics.some(
    ({ statistic, criterion, model, n }) =>
      statistic === 'pearson' &&
      scored.some((mean) => mean.criterion === criterion && mean.model === model && mean.n !== n),
  );
}

export const batcheval: Method = {
  title: 'BatchEval',
  sample: 'sample',
  rows: 'criteria',
  figures: (statistics) => (fewerHaveHuman(statistics) ? FIGURES : FIGURES.filter(({ name }) => name !== N_HUMAN)),
  pictures: async (run) => (await import('./pictures.ts')).batchevalPictures(run),
};
