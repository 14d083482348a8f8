import { expect, test } from 'vitest';
import { expectedReplyTokens } from './expected-reply-tokens.ts';

test.each([
  [{}, 300],
  [{ maxTokens: 16 }, 16],
  [{ maxTokens: 2048 }, 300],
])('a limit is a cap, not an expectation: %j', (model, tokens) => {
  expect(expectedReplyTokens(model)).toBe(tokens);
});
