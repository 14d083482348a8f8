import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asModelError, errorOfStatus, excerpt, ModelError, retryAfter, throwSaidError } from './model-error.ts';

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
  [402, 'rate-limited', 'end-run'],
  [403, 'unauthorised', 'end-run'],
  [404, 'not-found', 'end-run'],
  [408, 'server-error', 'retry'],
  [409, 'server-error', 'retry'],
  [413, 'too-long', 'give-up'],
  [422, 'bad-request', 'end-run'],
  [424, 'server-error', 'retry'],
  [425, 'server-error', 'retry'],
  [429, 'rate-limited', 'retry'],
  [498, 'rate-limited', 'retry'],
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
  [400, 'data_inspection_failed', 'filtered', 'give-up'],
  [429, 'insufficient_quota', 'rate-limited', 'end-run'],
  [429, 'exceeded_current_quota_error', 'rate-limited', 'end-run'],
  [400, 'budget_exceeded', 'rate-limited', 'end-run'],
] as const)('status %i with the code or type %s is %s: %s', (status, code, kind, remedy) => {
  expect(error(status, JSON.stringify({ error: { message: 'm', code } }))).toMatchObject({ kind, remedy });
  const typed = { message: 'm', code: String(status), type: code };
  expect(error(status, JSON.stringify({ error: typed }))).toMatchObject({ kind, remedy });
});

test.each([
  'the input length exceeds the context length', // Ollama
  'the request exceeds the available context size, try increasing it', // llama.cpp
  "This model's maximum context length is 4096 tokens. However, you requested 5000 tokens", // vLLM
  'The decoder prompt (length 5000) is longer than the maximum model length of 4096.', // vLLM, newer
  'prompt is too long: 210000 tokens > 200000 maximum', // Anthropic
  'input length and `max_tokens` exceed context limit: 199000 + 4096 > 200000', // Anthropic
  'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).', // Gemini
  'Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. Given: 5000 `inputs` tokens', // TGI
])('a prompt that does not fit, in the words of a server without a code for it: %s', (said) => {
  for (const status of [400, 422])
    expect(error(status, JSON.stringify({ error: said }))).toMatchObject({ kind: 'too-long', remedy: 'give-up' });
});

test('a request of more tokens than a minute may have is not tried again', () => {
  const said = 'Request too large for gpt-4o on tokens per min (TPM): Limit 30000, Requested 34000.'; // OpenAI
  const body = JSON.stringify({ error: { message: said, type: 'tokens', code: 'rate_limit_exceeded' } });
  expect(error(429, body)).toMatchObject({ kind: 'too-long', remedy: 'give-up' });
});

test.each([
  [400, { message: 'Invalid prompt: your prompt was flagged as potentially violating', code: 'invalid_prompt' }], // OpenAI
  [403, { message: 'm requires moderation. Your input was flagged for "violence"', code: 403 }], // OpenRouter
  [400, { message: 'Content Exists Risk', code: 'invalid_request_error' }], // DeepSeek
])('a prompt that a filter refused loses one call: %i %j', (status, told) => {
  expect(error(status, JSON.stringify({ error: told }))).toMatchObject({ kind: 'filtered', remedy: 'give-up' });
});

test('an account that was flagged is no prompt that was: no call would work', () => {
  const body = JSON.stringify({ error: { message: 'Your account has been flagged. Contact support.' } });
  expect(error(403, body)).toMatchObject({ kind: 'unauthorised', remedy: 'end-run' });
});

test.each<[unknown, string, string]>([
  [502, 'server-error', 'retry'],
  [429, 'rate-limited', 'retry'],
  ['429', 'rate-limited', 'retry'],
  [402, 'rate-limited', 'end-run'],
  [401, 'unauthorised', 'end-run'],
  ['insufficient_quota', 'rate-limited', 'end-run'],
  ['odd', 'bad-reply', 'retry'],
  [7, 'bad-reply', 'retry'],
])('an error with status 200 and the code %j is %s: %s', (code, kind, remedy) => {
  const body = { error: { code, message: 'm' } };
  for (const sent of [body, [body]])
    expect(() => throwSaidError(sent, JSON.stringify(sent), 'host')).toThrow(expect.objectContaining({ kind, remedy }));
});

test('what a provider behind OpenRouter said is told', () => {
  const metadata = { raw: 'm is temporarily rate-limited upstream', provider_name: 'p' };
  const body = JSON.stringify({ error: { message: 'Provider returned error', code: 429, metadata } });
  expect(error(429, body).message).toBe(
    'host answered 429: Provider returned error: m is temporarily rate-limited upstream',
  );
});

test('where nothing is found, it is told what was asked for', () => {
  expect(errorOfStatus(404, {}, '', 'host', 'POST /chat/completions').message).toBe(
    "host answered 404 (check the backend's baseUrl and the model's name; POST /chat/completions was asked for)",
  );
});

test('a server that refuses max_completion_tokens is not told to get it', () => {
  const detail = [{ type: 'extra_forbidden', loc: ['body', 'max_completion_tokens'] }]; // Mistral
  expect(error(422, JSON.stringify({ object: 'error', message: { detail } })).message).not.toContain('maxTokensField');
});

test.each([
  ["Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.", 'maxTokensField'],
  ["Unsupported value: 'temperature' does not support 0 with this model.", "the model's temperature"],
])('what to do where a reasoning model says: %s', (said, hint) => {
  expect(error(400, JSON.stringify({ error: { message: said } })).message).toContain(hint);
});

test.each([
  ['{"error":{"message":"no such model"}}', 'no such model'], // OpenAI
  ['{"error":"no such model"}', 'no such model'], // Ollama
  ['{"detail":"no such model"}', 'no such model'], // FastAPI
  ['{"message":"no such model"}', 'no such model'],
  ['[{"error":{"code":400,"message":"no such model","status":"INVALID_ARGUMENT"}}]', 'no such model'], // Gemini
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
