import { expect, test } from 'vitest';
import { wrapped } from './wrapped.ts';

test('breaks lines between words', () => {
  expect(wrapped('one two three\nfour five', 8)).toBe('one two\nthree\nfour\nfive');
});

test('a word that is too long keeps whole, so that it can be copied', () => {
  expect(wrapped('see results/very-long-name/run.json', 10)).toBe('see\nresults/very-long-name/run.json');
});

test('counts what is seen: colours and wide characters', () => {
  expect(wrapped('\u001b[33maaa bbb\u001b[39m ccc', 7)).toBe('\u001b[33maaa bbb\u001b[39m\nccc');
  expect(wrapped('日本 語語', 6)).toBe('日本\n語語');
});

test('leaves drawings, and everything in a pipe, as they are', () => {
  expect(wrapped('  ^ here it is wrong', 8)).toBe('  ^ here it is wrong');
  expect(wrapped('one two three', undefined)).toBe('one two three');
});
