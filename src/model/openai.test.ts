import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { configOf, PROTOCOLS } from '../../test/support/backend-config.ts';
import * as servers from '../../test/support/model-server.ts';
import { ModelServer, say } from '../../test/support/model-server.ts';
import type { ChatRequest } from './chat.ts';
import { openBackend } from './models.ts';

const never = new AbortController().signal;
const hello: ChatRequest = { model: 'm', messages: [{ role: 'user', content: 'Hi' }] };

const ENVIRONMENT = {
  OPENAI_API_KEY: 'sk-from-the-environment',
  OPENAI_ADMIN_KEY: 'sk-admin',
  OPENAI_ORG_ID: 'org-1',
  OPENAI_PROJECT_ID: 'proj-1',
  OPENAI_BASE_URL: 'http://127.0.0.1:9/v1',
  OPENAI_CUSTOM_HEADERS: 'x-company-secret: abc',
};
beforeEach(() => {
  for (const [name, value] of Object.entries(ENVIRONMENT)) vi.stubEnv(name, value);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

async function sent(request: ChatRequest, over: object = {}) {
  const server = await ModelServer.start();
  await (await openBackend(configOf(PROTOCOLS[0], server, over))).chat(request, never);
  return server.chats[0]!;
}

test('a bare request sends what it must, and nothing of the environment', async () => {
  const { body, headers } = await sent(hello);
  expect(body).toEqual({ model: 'm', messages: [{ role: 'user', content: 'Hi' }] });
  expect(headers).not.toHaveProperty('authorization');
  const all = JSON.stringify(headers);
  for (const value of ['sk-from', 'sk-admin', 'org-1', 'proj-1', 'x-company-secret']) expect(all).not.toContain(value);
  expect(process.env.OPENAI_CUSTOM_HEADERS).toBe(ENVIRONMENT.OPENAI_CUSTOM_HEADERS);
});

test('the key goes into the Authorization header, and one in the headers goes before it', async () => {
  expect((await sent(hello, { apiKey: 'sk-1' })).headers.authorization).toBe('Bearer sk-1');
  expect((await sent(hello, { headers: { Authorization: 'Basic abc' } })).headers.authorization).toBe('Basic abc');
});

test('all settings are sent', async () => {
  const schema = { type: 'object', properties: { a: { type: 'number' } } };
  const request: ChatRequest = {
    ...hello,
    temperature: 0.2,
    topP: 0.9,
    maxTokens: 50,
    seed: 4,
    stop: ['END'],
    schema,
    options: { reasoning_effort: 'low' },
  };
  expect((await sent(request, { body: { user: 'assay', temperature: 2 } })).body).toEqual({
    model: 'm',
    messages: hello.messages,
    temperature: 0.2, // what a model is given goes before what holds for the whole backend
    top_p: 0.9,
    max_tokens: 50,
    seed: 4,
    stop: ['END'],
    response_format: { type: 'json_schema', json_schema: { name: 'reply', strict: true, schema } },
    user: 'assay',
    reasoning_effort: 'low',
  });
});

test('the limit of tokens goes into the field that the config names', async () => {
  const { body } = await sent({ ...hello, maxTokens: 50 }, { maxTokensField: 'max_completion_tokens' });
  expect(body.max_completion_tokens).toBe(50);
  expect(body).not.toHaveProperty('max_tokens');
});

test.each<[string, object, object]>([
  ['content null', { content: null }, { text: '' }],
  ['content null after reasoning', { content: null, reasoning_content: 'hm' }, { text: '', reasoning: 'hm' }],
  ['reasoning under its other name', { content: 'a', reasoning: 'hm' }, { text: 'a', reasoning: 'hm' }],
  ['a refusal', { content: null, refusal: 'No.' }, { text: 'No.' }],
])('reads %s', async (_, message, reply) => {
  const server = await ModelServer.start(servers.json({ choices: [{ message, finish_reason: 'stop' }] }));
  const backend = await openBackend(configOf(PROTOCOLS[0], server));
  const { seconds: _seconds, ...rest } = await backend.chat(hello, never);
  expect(rest).toEqual({ finish: 'stop', ...reply });
});

test.each([
  [
    { prompt_tokens: 7, completion_tokens: 3 },
    { promptTokens: 7, completionTokens: 3 },
  ],
  [{ prompt_tokens: 7 }, undefined],
  [{ prompt_tokens: 7, completion_tokens: 'three' }, undefined],
  [null, undefined],
])('token counts %j: half of them are none', async (usage, told) => {
  const server = await ModelServer.start(servers.json({ choices: [{ message: { content: 'a' } }], usage }));
  const backend = await openBackend(configOf(PROTOCOLS[0], server));
  expect((await backend.chat(hello, never)).usage).toEqual(told);
});

test('a filtered reply is told', async () => {
  const server = await ModelServer.start(say({ text: '', finish: 'content_filter' }));
  const backend = await openBackend(configOf(PROTOCOLS[0], server));
  expect((await backend.chat(hello, never)).finish).toBe('filtered');
});

test('a server without a list of models passes the check', async () => {
  const server = await ModelServer.start();
  const backend = await openBackend(configOf({ type: 'openai', path: '/v2' }, server));
  await backend.check([], never);
  expect(server.requests).toEqual(['GET /v2/models']);
});

test('a model that the server does not list is told, and asked all the same', async () => {
  const server = await ModelServer.start();
  const backend = await openBackend(configOf(PROTOCOLS[0], server));
  const check = (...models: string[]) =>
    backend.check(
      models.map((model) => ({ model, prompt: [], replyTokens: 1 })),
      never,
    );
  expect(await check('m', 'M-2')).toBe(
    `openai ${server.url}/v1 does not list the model "M-2", which is asked all the same; there are: m`,
  );
  expect(await check('m')).toBeUndefined();
});
