import { expect, it } from 'vitest';
import { columnSums } from './column-sums.ts';

it('adds up each column', () => {
  const rows = [
    [1, 10],
    [2, 20],
    [3, 30],
  ];
  expect(columnSums(rows)).toEqual([6, 60]);
  expect(columnSums([[4, 5]])).toEqual([4, 5]);
  expect(columnSums([])).toEqual([]);
});
