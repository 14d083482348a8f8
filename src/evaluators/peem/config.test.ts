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
