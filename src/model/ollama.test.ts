import { expect, test } from 'vitest';
import { configOf, PROTOCOLS } from '../../test/support/backend-config.ts';
import * as servers from '../../test/support/model-server.ts';
import { ModelServer, say } from '../../test/support/model-server.ts';
import { UsageError } from '../errors.ts';
import type { Backend, ChatRequest, ModelNeeds } from './chat.ts';
import { openBackend } from './models.ts';

const never = new AbortController().signal;
const hello: ChatRequest = { model: 'm', messages: [{ role: 'user', content: 'Hi' }] };

/** One token a word; more bytes than tokens. */
const promptOf = (tokens: number) => [' word'.repeat(tokens)];
const needs = (over: Partial<ModelNeeds> = {}): ModelNeeds[] => [
  { model: 'm', prompt: promptOf(100), replyTokens: 100, ...over },
];

async function opened(over: object = {}): Promise<{ server: ModelServer; backend: Backend }> {
  const server = await ModelServer.start();
  return { server, backend: await openBackend(configOf(PROTOCOLS[1], server, over)) };
}

test('a bare request sends what it must', async () => {
  const { server, backend } = await opened();
  await backend.chat(hello, never);
  const body = { model: 'm', messages: hello.messages, stream: false, truncate: false, shift: false, options: {} };
  expect(server.chats[0]!.body).toEqual(body);
});

test('all settings are sent', async () => {
  const { server, backend } = await opened({
    keepAlive: '10m',
    think: 'low',
    options: { num_ctx: 8192, repeat_penalty: 1.1 },
  });
  const schema = { type: 'object' };
  await backend.chat(
    {
      ...hello,
      temperature: 0,
      topP: 0.9,
      maxTokens: 50,
      seed: 0,
      stop: ['END'],
      schema,
      options: { repeat_penalty: 1.2 },
    },
    never,
  );
  expect(server.chats[0]!.body).toEqual({
    model: 'm',
    messages: hello.messages,
    stream: false,
    truncate: false,
    shift: false,
    format: schema,
    keep_alive: '10m',
    think: 'low',
    options: {
      num_ctx: 8192,
      repeat_penalty: 1.2,
      temperature: 0,
      top_p: 0.9,
      num_predict: 50,
      seed: 0,
      stop: ['END'],
    },
  });
});

test('a model that is not there: the command that gets it is told', async () => {
  const { server, backend } = await opened();
  server.missing.add('qwen3:8b');
  await expect(backend.check(needs({ model: 'qwen3:8b' }), never)).rejects.toThrow('ollama pull qwen3:8b');
  expect(server.chats).toHaveLength(0);
});

// 4096 is what Ollama takes by itself (docs/faq.md there, "How can I specify the context window size?").
test.each([
  [200, 4096],
  [4096, 4096],
  [4097, 8192],
  [20_000, 32_768],
  [32_768, 32_768],
])('a context is chosen for %i tokens: %i', async (tokens, numCtx) => {
  const { server, backend } = await opened();
  await backend.check(needs({ prompt: promptOf(tokens - 100) }), never);
  await backend.chat(hello, never);
  expect(server.chats[0]!.body.options.num_ctx).toBe(numCtx);
});

test('no more context is chosen than the model has', async () => {
  const { server, backend } = await opened();
  server.contextLength = 5000;
  await backend.check(needs({ prompt: promptOf(4500) }), never);
  await backend.chat(hello, never);
  expect(server.chats[0]!.body.options.num_ctx).toBe(5000);
});

test('a model that is needed twice has room for the longer prompt', async () => {
  const { server, backend } = await opened();
  await backend.check([...needs({ prompt: promptOf(10_000) }), ...needs()], never);
  await backend.chat(hello, never);
  expect(server.chats[0]!.body.options.num_ctx).toBe(16_384);
});

test.each<[string, object, object]>([
  ['of the backend', { options: { num_ctx: 2048 } }, {}],
  ['of the model', {}, { options: { num_ctx: 2048 } }],
])('a num_ctx %s that is too small is refused before anything is asked', async (_, config, need) => {
  const { server, backend } = await opened(config);
  const checked = backend.check(needs({ prompt: promptOf(2000), ...need }), never);
  await expect(checked).rejects.toBeInstanceOf(UsageError);
  await expect(checked).rejects.toThrow(/num_ctx is 2048 .* set options.num_ctx to 4096/);
  expect(server.chats).toHaveLength(0);
});

test('a prompt that no context of the model holds is refused', async () => {
  const { server, backend } = await opened();
  server.contextLength = 2048;
  await expect(backend.check(needs({ prompt: promptOf(2000) }), never)).rejects.toThrow(/has a context of 2048 tokens/);
});

test.each([
  [undefined, 8192],
  ['low', 8192],
  [false, 4096],
])('a model that thinks has room for that, where it may (think: %s)', async (think, numCtx) => {
  const { server, backend } = await opened(think === undefined ? {} : { think });
  server.capabilities = ['completion', 'thinking'];
  await backend.check(needs(), never);
  await backend.chat(hello, never);
  expect(server.chats[0]!.body.options.num_ctx).toBe(numCtx);
});

test.each([7, {}, null, 'thinking'])('capabilities %j of a model are none', async (capabilities) => {
  const { server, backend } = await opened();
  server.capabilities = capabilities;
  await backend.check(needs(), never);
  await backend.chat(hello, never);
  expect(server.chats[0]!.body.options.num_ctx).toBe(4096);
});

test.each([0, -5, 5000.7, 1e300, '5000', null])('a context of %j tokens is none that a model has', async (length) => {
  const { server, backend } = await opened();
  server.contextLength = length;
  await backend.check(needs({ prompt: promptOf(5000) }), never);
  await backend.chat(hello, never);
  expect(server.chats[0]!.body.options.num_ctx).toBe(8192);
});

test('room to think is no reason to refuse a prompt that fits', async () => {
  const { server, backend } = await opened();
  server.capabilities = ['thinking'];
  server.contextLength = 4500;
  await backend.check(needs({ prompt: promptOf(4000) }), never);
  await backend.chat(hello, never);
  expect(server.chats[0]!.body.options.num_ctx).toBe(4500);
});

const long: ChatRequest = { ...hello, messages: [{ role: 'user', content: promptOf(6000)[0]! }] };

test('a prompt that came out longer than it was planned has a context that holds it, and so have those after it', async () => {
  const { server, backend } = await opened();
  await backend.check(needs(), never);
  for (const request of [hello, long, hello]) await backend.chat(request, never);
  expect(server.chats.map(({ body }) => body.options.num_ctx)).toEqual([4096, 8192, 8192]);
});

test.each<[string, object, number | undefined, RegExp]>([
  ['the config sets', { options: { num_ctx: 2048 } }, undefined, /num_ctx is 2048 .* set options.num_ctx to 8192/],
  ['the model has', {}, 5000, /has a context of 5000 tokens/],
])('a prompt that came out longer than the context that %s is not sent, to be cut', async (_, config, limit, why) => {
  const { server, backend } = await opened(config);
  if (limit !== undefined) server.contextLength = limit;
  await backend.check(needs(), never);
  const asked = backend.chat(long, never);
  await expect(asked).rejects.toMatchObject({ kind: 'too-long', remedy: 'give-up' });
  await expect(asked).rejects.toThrow(why);
  expect(server.chats).toHaveLength(0);
});

test('a reply that is not finished is tried again', async () => {
  const { server, backend } = await opened();
  server.script = servers.json({ message: { role: 'assistant', content: 'Hel' }, done: false });
  await expect(backend.chat(hello, never)).rejects.toMatchObject({ kind: 'bad-reply', remedy: 'retry' });
});

test('content null is no reply', async () => {
  const { server, backend } = await opened();
  server.script = say({ text: null });
  await expect(backend.chat(hello, never)).rejects.toMatchObject({ kind: 'bad-reply', remedy: 'retry' });
});

test('where the model was only loaded, there is no reply', async () => {
  const { server, backend } = await opened();
  const loaded = { message: { role: 'assistant', content: '' }, done: true, done_reason: 'load' };
  server.script = servers.json(loaded);
  await expect(backend.chat(hello, never)).rejects.toMatchObject({ kind: 'bad-reply', remedy: 'retry' });
});
