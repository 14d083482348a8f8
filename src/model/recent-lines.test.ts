import { expect, test } from 'vitest';
import { RecentLines } from './recent-lines.ts';

const MEGABYTE = 1 << 20;

test('lines are kept up to 4 million characters, the last ones', () => {
  const recent = new RecentLines();
  for (const key of ['a', 'b', 'c', 'd']) recent.keep(key, key.repeat(MEGABYTE));
  expect(recent.get('a')).toHaveLength(MEGABYTE);
  recent.keep('e', 'e');
  expect(['a', 'b', 'e'].map((key) => recent.get(key)?.[0])).toEqual([undefined, 'b', 'e']);
});

test('what is kept anew or dropped does not count twice', () => {
  const recent = new RecentLines();
  for (let i = 0; i < 10; i += 1) recent.keep('a', 'a'.repeat(MEGABYTE));
  for (const key of ['b', 'c', 'd']) recent.keep(key, key.repeat(MEGABYTE));
  expect(recent.get('a')).toHaveLength(MEGABYTE);
  recent.drop('b');
  recent.keep('e', 'e'.repeat(MEGABYTE));
  expect(['a', 'b', 'c', 'd', 'e'].filter((key) => recent.get(key) !== undefined)).toEqual(['a', 'c', 'd', 'e']);
});

test('a line that is longer than all that is kept is not', () => {
  const recent = new RecentLines();
  recent.keep('a', 'a'.repeat(5 * MEGABYTE));
  expect(recent.get('a')).toBeUndefined();
});
