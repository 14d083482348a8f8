import { expect, test } from 'vitest';
import { totalOf, untold } from './model-totals.ts';

const own = { calls: 3, held: 1, failed: 1, promptTokens: 10, completionTokens: 5 };

test('adds up what is known', () => {
  expect(totalOf([own, { ...own, cost: 0.5, paid: 0.25 }, { ...own, cost: 1, paid: 0 }])).toEqual({
    calls: 9,
    held: 3,
    failed: 3,
    promptTokens: 30,
    completionTokens: 15,
    cost: 1.5,
    paid: 0.25,
  });
});

test('calls of which the server did not tell the tokens are counted', () => {
  const total = totalOf([own, { ...own, withoutUsage: 1 }, { ...own, withoutUsage: 2 }]);
  expect(total.withoutUsage).toBe(3);
  // Three calls of each, of which one failed.
  expect(untold(total)).toBe('tokens not told by the server for 3 of 6 calls');
  expect(untold(own)).toBeUndefined();
});

test('without prices there is no cost, not one of 0', () => {
  expect(totalOf([own])).toEqual(own);
  expect(totalOf([])).toEqual({ calls: 0, held: 0, failed: 0, promptTokens: 0, completionTokens: 0 });
});
