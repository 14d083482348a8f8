import { expect, test } from 'vitest';
import { nearestName, suggestion } from './suggest.ts';

test.each([
  ['qestion', 'question'],
  ['Question', 'question'],
  ['nme', 'name'],
  ['zzzzzz', undefined],
  ['', undefined],
  ['a', undefined], // a short name is like nothing but itself in another case
  ['ib', undefined],
  ['qid', undefined],
  ['ID', 'id'],
])('the name nearest to "%s"', (name, nearest) => {
  expect(nearestName(name, ['q', 'id', 'question', 'answer', 'name'])).toBe(nearest);
});

test('outer spaces do not count', () => {
  expect(nearestName('q', ['id', ' q'])).toBe(' q');
});

test('of many names the first few are told', () => {
  expect(suggestion('zzzz', [])).toBe('there are: none');
  expect(suggestion('zzzz', ['a', 'b'])).toBe('there are: a, b');
  const many = Array.from({ length: 10 }, (_, i) => `n${i}`);
  expect(suggestion('zzzz', many)).toBe('there are: n0, n1, n2, n3, n4, n5, n6, n7, and 2 more');
  expect(suggestion('qestion', ['question', ...many])).toBe('did you mean "question"?');
});
