import { expect, test } from 'vitest';
import { withoutPointIntervals } from './point-intervals.ts';

const statistic = (name: string, low?: number, high?: number) => ({
  model: 'm',
  criterion: 'c',
  statistic: name,
  value: 3,
  n: 9,
  ...(low !== undefined && high !== undefined && { low, high }),
});

test.each([
  ['an interval', statistic('mean', 2, 4), true],
  ['one that is a point', statistic('mean', 3, 3), false],
  ['one that is a point but for rounding', statistic('mean[turn=2]', 0.1 * 3, 0.3), false],
  ['a single place in an order', statistic('rank[algorithm=rank]', 1, 1), true],
  ['a point of what is only named after an order', statistic('mean[rank=1]', 1, 1), false],
  ['none', statistic('n'), false],
])('%s', (_, given, kept) => {
  const { low: _low, high: _high, ...bare } = { low: 0, high: 0, ...given };
  expect(withoutPointIntervals([given], ['rank'])).toEqual([kept ? given : bare]);
});
