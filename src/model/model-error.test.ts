import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asModelError, errorOfStatus, excerpt, ModelError, retryAfter } from './model-error.ts';

const NOW = Date.UTC(2026, 0, 1, 12, 0, 0);

test.each<[string, Record<string, string>, number | undefined]>([
  ['seconds', { 'retry-after': '3' }, 3],
  ['fractions of seconds, as some servers write', { 'retry-after': ' 0.5 ' }, 0.5],
  ['an HTTP date', { 'retry-after': 'Thu, 01 Jan 2026 12:00:07 GMT' }, 7],
  ['a date that is over', { 'retry-after': 'Thu, 01 Jan 2026 11:00:00 GMT' }, 0],
  ['milliseconds, which OpenAI sends beside seconds', { 'retry-after-ms': '250', 'retry-after': '1' }, 0.25],
  ['nothing', {}, undefined],
  ['nonsense', { 'retry-after': 'soon' }, undefined],
  ['a negative number of milliseconds', { 'retry-after-ms': '-5' }, undefined],
])('Retry-After with %s', (_, headers, seconds) => {
  expect(retryAfter(headers, NOW)).toBe(seconds);
});

const error = (status: number, body = '', headers = {}) => errorOfStatus(status, headers, body, 'host');

test.each([
  [400, 'bad-request', 'end-run'],
  [401, 'unauthorised', 'end-run'],
  [403, 'unauthorised', 'end-run'],
  [404, 'not-found', 'end-run'],
  [408, 'server-error', 'retry'],
  [409, 'server-error', 'retry'],
  [413, 'too-long', 'give-up'],
  [422, 'bad-request', 'end-run'],
  [425, 'server-error', 'retry'],
  [429, 'rate-limited', 'retry'],
  [500, 'server-error', 'retry'],
  [503, 'server-error', 'retry'],
  [529, 'server-error', 'retry'],
  [302, 'not-found', 'end-run'],
] as const)('status %i is %s: %s', (status, kind, remedy) => {
  expect(error(status)).toMatchObject({ kind, remedy });
});

test.each([
  [400, 'context_length_exceeded', 'too-long', 'give-up'],
  [400, 'content_filter', 'filtered', 'give-up'],
  [429, 'insufficient_quota', 'rate-limited', 'end-run'],
] as const)('status %i with the code %s is %s: %s', (status, code, kind, remedy) => {
  expect(error(status, JSON.stringify({ error: { message: 'm', code } }))).toMatchObject({ kind, remedy });
});

test.each([
  'the input length exceeds the context length', // Ollama
  'the request exceeds the available context size, try increasing it', // llama.cpp
  "This model's maximum context length is 4096 tokens. However, you requested 5000 tokens", // vLLM
  'prompt is too long: 210000 tokens > 200000 maximum', // proxies
])('a prompt that does not fit, in the words of a server without a code for it: %s', (said) => {
  expect(error(400, JSON.stringify({ error: said }))).toMatchObject({ kind: 'too-long', remedy: 'give-up' });
});

test.each([
  ['{"error":{"message":"no such model"}}', 'no such model'], // OpenAI
  ['{"error":"no such model"}', 'no such model'], // Ollama
  ['{"detail":"no such model"}', 'no such model'], // FastAPI
  ['{"message":"no such model"}', 'no such model'],
  ['<html><b>no such</b> model</html>', 'no such model'],
  ['no such\n\u001b[2Jmodel', 'no such [2Jmodel'],
])('what a server says is told: %s', (body, said) => {
  expect(error(400, body).message).toBe(`host answered 400: ${said}`);
});

test('an error keeps the wait that it was sent with', () => {
  expect(error(503, '', { 'retry-after': '9' }).retryAfterSeconds).toBe(9);
});

test('any body makes an error', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), fc.integer({ min: 300, max: 599 }), (body, status) => {
      expect(error(status, body)).toBeInstanceOf(ModelError);
    }),
  );
});

test('a ModelError is found below what an SDK wraps it in', () => {
  const inner = error(500);
  expect(asModelError(new Error('a', { cause: new Error('b', { cause: inner }) }), 'host')).toBe(inner);
  expect(asModelError(new SyntaxError('x'), 'host')).toMatchObject({ kind: 'bad-reply', remedy: 'retry' });
});

test('an excerpt is one line without control characters, and short', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
      const line = excerpt(text, 50);
      expect(line.length).toBeLessThanOrEqual(51);
      expect(line).not.toMatch(/[\p{Cc}]/u);
    }),
    { numRuns: 30 },
  );
});
