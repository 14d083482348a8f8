import type { Figure, Method } from '../method.ts';
import { number, share, wholeNumber } from '../show.ts';

const FIGURES: Figure[] = [
  { statistic: 'n', name: 'n', show: wholeNumber, spare: 4 },
  { statistic: 'mean', name: 'mean', show: number, marked: true },
  { statistic: 'pearson', name: 'Pearson with human', show: number, spare: 6 },
  { statistic: 'spearman', name: 'Spearman', show: number, spare: 1 },
  { statistic: 'round_agreement', name: 'rounds agree (α)', show: number, spare: 3 },
  { statistic: 'judge_agreement', name: 'judges agree (α)', show: number, spare: 2 },
  { statistic: 'coverage', name: 'scored', show: share, brief: true, spare: 5 },
];

export const batcheval: Method = {
  title: 'BatchEval',
  sample: 'sample',
  rows: 'criteria',
  figures: () => FIGURES,
  pictures: async (run) => (await import('./pictures.ts')).batchevalPictures(run),
};
