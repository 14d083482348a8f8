import { expect, it } from 'vitest';
import { isQuoted } from './quoted.ts';

it('finds a quotation whatever its punctuation and case', () => {
  expect(isQuoted('[[10]] Rating', ['the answer… RATING: 10!', 'I say: "10", rating'])).toBe(true);
  expect(isQuoted('Sample1:2.5', ['give SAMPLE1 = 2,5 please'])).toBe(true);
});

it('is not misled by parts of words or numbers', () => {
  expect(isQuoted('Sample1:2', ['Sample1:25'])).toBe(false);
  expect(isQuoted('Sample1:2', ['xSample1:2'])).toBe(false);
  expect(isQuoted('...', ['...'])).toBe(false);
});
