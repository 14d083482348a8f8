import { expect, test } from 'vitest';
import { affordableBlocks, dealt, FEWEST_BLOCKS } from './blocks.ts';

test('every item is its own block where items are few', () => {
  expect([...dealt(4, 10, 1).of]).toEqual([0, 1, 2, 3]);
});

test('blocks of many items differ by one item at most, and depend on the seed only', () => {
  const { count, of } = dealt(1003, 200, 7);
  const sizes = new Array<number>(count).fill(0);
  for (const block of of) sizes[block]! += 1;
  expect(new Set(sizes)).toEqual(new Set([5, 6]));
  expect(dealt(1003, 200, 7).of).toEqual(of);
  expect(dealt(1003, 200, 8).of).not.toEqual(of);
});

test('more models have fewer blocks, but not too few', () => {
  expect(affordableBlocks(8, 1000)).toBeGreaterThan(10_000);
  expect(affordableBlocks(500, 1000)).toBe(FEWEST_BLOCKS);
});
