import { expect, test } from 'vitest';
import { failsLate, model, play, sessions } from './fixtures.ts';

test('checks alone need no judge, and their reasons are told', async () => {
  const { statistic, questions, ratings, statistics, tables } = await play({
    rows: sessions(2),
    models: [model('m')],
    script: failsLate,
  });
  expect(questions).toHaveLength(16);
  expect(statistic('checks', 'pass_rate[turn=6]')).toBe(0);
  expect(statistics.some(({ criterion }) => criterion === 'grade')).toBe(false);
  const failing = ratings.find(({ criterion, turn }) => criterion === 'check:contains#1' && turn === 5);
  expect(failing).toMatchObject({
    judge: '',
    rating: 0,
    status: 'ok',
    note: 'lacks "right"',
    call: 'answer of m to s0, turn 5 #0',
  });
  const table = tables['checks.csv']!;
  expect(table.rows).toHaveLength(16);
  expect(table.rows[4]).toEqual(['m', 's0', 'math', 5, '1', 'contains', 'with', 0, 'ok', 'lacks "right"']);
});
