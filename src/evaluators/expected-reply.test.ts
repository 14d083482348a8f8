import { expect, test } from 'vitest';
import { expectedReplyTokens, standIn } from './expected-reply.ts';

test.each([
  [{}, 300],
  [{ maxTokens: 16 }, 16],
  [{ maxTokens: 2048 }, 300],
])('a limit is a cap, not an expectation: %j', (model, tokens) => {
  expect(expectedReplyTokens(model)).toBe(tokens);
});

test('what stands in a plan for an answer is as long as it may be, and says what it is', () => {
  const text = standIn({ name: 'alpha', maxTokens: 100 });
  expect(text).toMatch(/^\(alpha has not answered yet/);
  expect(text).toHaveLength(400);
});
