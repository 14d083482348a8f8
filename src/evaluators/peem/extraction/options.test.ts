import { expect, test } from 'vitest';
import { optionLetters } from './options.ts';

test('option letters', () => {
  expect(optionLetters(4)).toBe('ABCD');
  expect(optionLetters('a-c')).toBe('ABC');
  expect(optionLetters('DBA')).toBe('ABD');
  for (const wrong of [0, 27, 1.5, 'J-A', '', '1-3']) expect(() => optionLetters(wrong)).toThrow(RangeError);
});
