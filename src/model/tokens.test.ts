import { expect, it } from 'vitest';
import { countTokens } from './tokens.ts';

it('counts tokens about as o200k does', async () => {
  // platform.openai.com/tokenizer: "The quick brown fox jumps over the lazy dog." has 10 tokens in o200k.
  expect(await countTokens(['The quick brown fox jumps over the lazy dog.'])).toBe(10);
  expect(await countTokens(['', '<|endoftext|>'])).toBeGreaterThan(1);
});

it('comes to an end on a long text without blanks', async () => {
  expect(await countTokens(['z'.repeat(1_000_000)])).toBeGreaterThan(10_000);
});
