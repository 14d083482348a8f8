import { expect, test } from 'vitest';
import { peemConfig } from './config.ts';

test.each([
  [{ type: 'number' }, 'set', false],
  [{ type: 'text' }, 'set', false],
  [{ type: 'set', options: 4 }, 'set', true],
  [{ type: 'choice', options: 4 }, 'set', true],
  [{ type: 'number' }, 'exact', true],
])('the extraction %j may be compared by %s: %s', (extraction, consistency, may) => {
  expect(peemConfig().safeParse({ type: 'peem', extraction, consistency }).success).toBe(may);
});

test.each([
  ['(\\-\\d)', 'u', /^is not a regular expression \(.*escape/],
  ['(\\d)', 'uv', /^is not a regular expression \(.*flags/],
  ['(\\d', undefined, /^is not a regular expression \(.*Unterminated group/],
])('a pattern is checked together with its flags: %s, %s', (pattern, flags, message) => {
  const { error } = peemConfig().safeParse({ type: 'peem', extraction: { type: 'regex', pattern, flags } });
  expect(error!.issues.map(({ path }) => path)).toEqual([['extraction', 'pattern']]);
  expect(error!.issues[0]!.message).toMatch(message);
});

test('a pattern that is right by its flags is right', () => {
  const config = { type: 'peem', extraction: { type: 'regex', pattern: '([\\p{L}--[a-z]])', flags: 'v' } };
  expect(() => peemConfig().parse(config)).not.toThrow();
});
