import { expect, test } from 'vitest';
import type { Statistic } from '../../../evaluators/evaluator.ts';
import type { LoadedRun } from '../../html/load.ts';
import { mtBenchPictures } from './pictures.ts';

const of = (model: string, criterion: string, statistic: string, value: number): Statistic => ({
  model,
  criterion,
  statistic,
  value,
  low: value - 0.5,
  high: value + 0.5,
  n: 20,
});

async function groupsOf(statistics: Statistic[]) {
  return mtBenchPictures({ statistics } as unknown as LoadedRun);
}

test('an ablation has pictures of the gain, overall and by turn, for each model', async () => {
  const statistics = ['', 'm1', 'm2'].flatMap((model, i) => [
    of(model, 'grade', 'mean', 6),
    of(model, 'grade', 'context_gain', i + 1),
    of(model, 'grade', 'context_gain[turn=2]', i + 2),
    of(model, 'context-error', 'context_gain', 0.5),
  ]);
  const [first] = await groupsOf(statistics);
  expect(first!.heading).toBe('What the history gives');
  expect(first!.pictures.map(({ title }) => title)).toEqual([
    'Grade: gain from the history',
    'Context errors: gain from the history',
  ]);
  expect(first!.pictures[0]!.table!.rows).toEqual([
    ['all turns', 'm1', '2.00 [1.50, 2.50]'],
    ['all turns', 'm2', '3.00 [2.50, 3.50]'],
    ['turn 2', 'm1', '3.00 [2.50, 3.50]'],
    ['turn 2', 'm2', '4.00 [3.50, 4.50]'],
  ]);
});

test('without an ablation there are none', async () => {
  const groups = await groupsOf([of('', 'grade', 'mean[turn=1]', 6), of('', 'grade', 'mean[turn=2]', 5)]);
  expect(groups.map(({ heading }) => heading)).toEqual(['Over the turns']);
});
