import { expect, test } from 'vitest';
import { centred } from './centred.ts';

test('the mean of what there is becomes 0', () => {
  expect(centred([[1, undefined], [2, 6], []])).toEqual([[-2, undefined], [-1, 3], []]);
  expect(centred([[undefined]])).toEqual([[undefined]]);
});
