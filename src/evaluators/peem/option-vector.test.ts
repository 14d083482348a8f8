import { expect, test } from 'vitest';
import { fromOptionVector } from './option-vector.ts';

test('0/1 vectors become letters', () => {
  expect(fromOptionVector([0, 1, 0, 1])).toBe('BD');
  expect(fromOptionVector([0, 0])).toBe('');
  expect(() => fromOptionVector([0, 2])).toThrow('holds 0 and 1, not 2');
});
