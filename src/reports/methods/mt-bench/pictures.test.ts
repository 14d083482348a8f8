import { expect, test } from 'vitest';
import type { Score, Statistic } from '../../../evaluators/evaluator.ts';
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

async function groupsOf(statistics: Statistic[], scores: Score[] = []) {
  return mtBenchPictures({ statistics, scores } as unknown as LoadedRun);
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

test('where models fail is shown by how a turn leans on earlier ones, and session by session', async () => {
  const statistics = ['anaphora', 'ellipsis'].flatMap((phenomenon, i) => [
    of('', 'failure', `rate[phenomenon=${phenomenon}]`, i / 4),
    of('', 'context-error', `error_rate[phenomenon=${phenomenon}]`, i / 2),
  ]);
  const failure = (model: string, sample: string, turn: number, score?: number): Score => ({
    model,
    sample,
    criterion: 'failure',
    turn,
    ...(score !== undefined && { score }),
    ratings: 1,
    status: score === undefined ? 'not-asked' : 'ok',
  });
  const scores = [
    failure('m1', 'trip', 1, 0),
    failure('m1', 'trip', 2, 1),
    failure('m1', 'cake', 1, 1),
    failure('m1', 'cake', 2),
    failure('m2', 'trip', 1, 0),
    failure('m2', 'trip', 2, 0),
    failure('m2', 'cake', 1, 0),
    failure('m2', 'cake', 2, 1),
  ];
  const groups = await groupsOf(statistics, scores);
  expect(groups.map(({ heading, pictures }) => [heading, pictures.map(({ title }) => title)])).toEqual([
    ['By how a turn leans on earlier ones', ['Failures by phenomenon', 'Context errors by phenomenon']],
    ['Session by session', ['Failed turns of m1', 'Failed turns of m2']],
  ]);
  expect(groups[1]!.pictures[0]!.table).toEqual({
    columns: ['session \\ turn', '1', '2'],
    rows: [
      ['trip', 'sound', 'failed'],
      ['cake', 'failed', ''],
    ],
  });
});

test('of more sessions than anyone reads there is no map', async () => {
  const many = Array.from({ length: 1001 }, (_, s) =>
    [1, 2].map((turn): Score => {
      return { model: 'm', sample: `s${s}`, criterion: 'failure', turn, score: 0, ratings: 1, status: 'ok' };
    }),
  );
  expect(await groupsOf([], many.flat())).toEqual([]);
});
