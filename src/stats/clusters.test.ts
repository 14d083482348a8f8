import { expect, it } from 'vitest';
import { clustersOf } from './clusters.ts';

it('groups rows by key, in the order of first occurrence', () => {
  expect(clustersOf(['b', 'a', 'b', 'c', 'a'])).toEqual([[0, 2], [1, 4], [3]]);
});

it('has none where every key is there once', () => {
  expect(clustersOf([])).toBeUndefined();
  expect(clustersOf(['b', 'a', ''])).toBeUndefined();
});
