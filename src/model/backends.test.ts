import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { configOf, PROTOCOLS, QUICK } from '../../test/support/backend-config.ts';
import * as servers from '../../test/support/model-server.ts';
import { ModelServer, type Said, say } from '../../test/support/model-server.ts';
import { tempFolder } from '../../test/support/temp-folder.ts';
import { RunFailed, UsageError } from '../errors.ts';
import type { Model, Outcome, Question } from './ask.ts';
import type { ChatRequest, Reply } from './chat.ts';
import type { BackendConfig } from './config.ts';
import { Models, openBackend } from './models.ts';
import { Recording } from './recording.ts';

const never = new AbortController().signal;
const hello: ChatRequest = { model: 'm', messages: [{ role: 'user', content: 'Hi' }] };
/** The models of one backend with a recording of their own. */
async function modelsOf(config: BackendConfig, { path = join(tempFolder(), 'r.jsonl'), mode = 'live' as const } = {}) {
  const opened: Recording[] = [];
  onTestFinished(() => {
    for (const each of opened) each.close();
  });
  const open = (at: string, how: 'read' | 'append') => {
    const recording = new Recording(at, how);
    opened.push(recording);
    return recording;
  };
  const retried: string[] = [];
  const models = await Models.open({
    backends: { default: config },
    recording: config.type === 'replay' ? undefined : open(path, 'append'),
    openRecording: (at) => open(at, 'read'),
    mode,
    control: { stop: never, abort: never },
    events: { retried: (kind) => retried.push(kind), noticed: () => {} },
  });
  return { models, retried, path };
}

function question(text = 'Hi', over: Partial<Model> = {}): Question {
  const model = { name: 'm', model: 'm', backend: 'default', ...over };
  return { model, task: text, messages: [{ role: 'user', content: text }], repetition: 0, ask: 0, expectedTokens: 1 };
}

function replyOf(outcome: Outcome): Omit<Reply, 'seconds'> {
  if (outcome.status !== 'answered') throw new Error(`expected a reply, found ${JSON.stringify(outcome)}`);
  const { seconds, ...reply } = outcome.reply;
  expect(seconds).toBeGreaterThanOrEqual(0);
  return reply;
}

const usage = { promptTokens: 7, completionTokens: 3 };
const REPLIES: [string, Said, Omit<Reply, 'seconds'>][] = [
  ['a plain reply', { text: 'Hello.' }, { text: 'Hello.', finish: 'stop', usage }],
  ['no token counts', { text: 'Hello.', usage: null }, { text: 'Hello.', finish: 'stop' }],
  ['garbled token counts', { text: 'Hello.', usage: [-1e9, 3] }, { text: 'Hello.', finish: 'stop' }],
  ['token counts that are texts', { text: 'Hello.', usage: ['12', 3] }, { text: 'Hello.', finish: 'stop' }],
  ['token counts that are too large', { text: 'Hello.', usage: [7, 1e308] }, { text: 'Hello.', finish: 'stop' }],
  ['token counts of another shape', { text: 'Hello.', usage: [7, {}] }, { text: 'Hello.', finish: 'stop' }],
  ['a reply cut off by the limit', { text: 'Hel', finish: 'length' }, { text: 'Hel', finish: 'length', usage }],
  ['an empty reply', { text: '' }, { text: '', finish: 'stop', usage }],
  [
    'reasoning within the reply',
    { text: '<think>hm</think>\nHello.' },
    { text: 'Hello.', reasoning: 'hm', finish: 'stop', usage },
  ],
  [
    'reasoning apart from the reply',
    { text: 'Hello.', reasoning: 'hm' },
    { text: 'Hello.', reasoning: 'hm', finish: 'stop', usage },
  ],
  [
    'reasoning that the limit cut off',
    { text: '<think>hm, so', finish: 'length' },
    { text: '', reasoning: 'hm, so', finish: 'length', usage },
  ],
  [
    'text of all kinds',
    { text: '\u0000 "\\ \n\r\u2028 ü 漢字 🙂 \ud800' },
    { text: '\u0000 "\\ \n\r\u2028 ü 漢字 🙂 \ud800', finish: 'stop', usage },
  ],
];

describe.each(PROTOCOLS)('the $type backend', (protocol) => {
  test.each(REPLIES)('reads %s', async (_, said, reply) => {
    const server = await ModelServer.start(say(said));
    const backend = await openBackend(configOf(protocol, server));
    const { seconds, ...rest } = await backend.chat(hello, never);
    expect(rest).toEqual(reply);
    expect(seconds).toBeGreaterThan(0);
  });

  test.each(REPLIES)('is replayed without a server: %s', async (_, said, reply) => {
    const server = await ModelServer.start(say(said));
    const { models, path } = await modelsOf(configOf(protocol, server));
    const live = await models.ask(question());
    expect(live.held).toBe(false);
    expect(replyOf(live.outcome)).toEqual(reply);
    server.close();
    const replay = await modelsOf({ type: 'replay', recording: path });
    const replayed = await replay.models.ask(question());
    expect(replayed).toEqual({ outcome: live.outcome, held: true });
    await expect(replay.models.ask(question('another'))).rejects.toThrow(
      new UsageError('the recording holds no reply to: another'),
    );
  });

  test.each<[string, servers.Behaviour, object]>([
    ['an empty body', servers.raw(''), { kind: 'bad-reply', message: expect.stringContaining('an empty body') }],
    [
      'HTML in place of JSON',
      servers.raw('<html>Please log in</html>', 200, { 'content-type': 'text/html' }),
      { kind: 'bad-reply', message: expect.stringContaining('Please log in') },
    ],
    ['broken JSON', servers.raw('{"message":{"content":"x"'), { kind: 'bad-reply' }],
    ['JSON of another shape', servers.json({ ok: true }), { kind: 'bad-reply' }],
    ['a list', servers.json([]), { kind: 'bad-reply' }],
    ['no choice', servers.json({ choices: [], message: null }), { kind: 'bad-reply' }],
    [
      'content that is no text',
      servers.json({ choices: [{ message: { content: { a: 1 } } }], message: { content: { a: 1 } } }),
      { kind: 'bad-reply' },
    ],
    ['a message that is a text', servers.json({ choices: [{ message: 'a' }], message: 'a' }), { kind: 'bad-reply' }],
    ['a choice that is none', servers.json({ choices: [null], message: 7 }), { kind: 'bad-reply' }],
    [
      'a refusal that is no text',
      servers.json({ choices: [{ message: { content: null, refusal: 7 } }], message: { content: null } }),
      { kind: 'bad-reply' },
    ],
    [
      'an error with status 200',
      servers.json({ error: { message: 'the server says why' } }),
      { kind: 'bad-reply', message: expect.stringMatching(/ answered with an error: the server says why$/) },
    ],
    [
      'an error with status 200 that is a text',
      servers.json({ error: 'the server says why' }),
      { kind: 'bad-reply', message: expect.stringMatching(/ answered with an error: the server says why$/) },
    ],
    [
      'an error of another shape with status 200',
      servers.json({ error: { why: 7 } }),
      { kind: 'bad-reply', message: expect.stringMatching(/ answered with an error: \{"error":\{"why":7\}\}$/) },
    ],
    ['a body that ends half-way', servers.dropHalfWay, { kind: 'unreachable' }],
    ['no body at all', servers.drop, { kind: 'unreachable' }],
    ['silence', servers.neverAnswer, { kind: 'timed-out', message: expect.stringContaining('within 0.2 s') }],
  ])('a server that sends %s is tried again', async (_, behaviour, error) => {
    const server = await ModelServer.start(behaviour);
    const config = configOf(protocol, server, { timeout: 0.2 });
    const backend = await openBackend(config);
    await expect(backend.chat(hello, never)).rejects.toMatchObject({ name: 'ModelError', remedy: 'retry', ...error });
    server.script = servers.inTurn(behaviour, say({ text: 'At last.' }));
    const { models, retried } = await modelsOf(config);
    expect(replyOf((await models.ask(question())).outcome).text).toBe('At last.');
    expect(retried).toEqual([expect.stringMatching(/bad-reply|unreachable|timed-out/)]);
  });

  test('an address where nothing listens', async () => {
    const server = await ModelServer.start();
    const backend = await openBackend(configOf(protocol, server));
    server.close();
    const unreachable = { kind: 'unreachable', message: expect.stringContaining('nothing listens there') };
    await expect(backend.chat(hello, never)).rejects.toMatchObject(unreachable);
    await expect(backend.check([], never)).rejects.toMatchObject(unreachable);
    await expect(backend.models(never)).rejects.toMatchObject(unreachable);
  });

  test('an endless reply is cut off, and memory stays bounded', async () => {
    const sent = { bytes: 0 };
    const server = await ModelServer.start(servers.endless(sent));
    const backend = await openBackend(configOf(protocol, server));
    await expect(backend.chat(hello, never)).rejects.toMatchObject({
      kind: 'bad-reply',
      remedy: 'give-up',
      message: expect.stringContaining('more than 16 MB'),
    });
    await vi.waitFor(() => expect(server.inFlight).toBe(0)); // the connection was closed, not drained
    expect(sent.bytes).toBeLessThan(64 << 20);
  });

  test('an endless error is cut off, too', async () => {
    const server = await ModelServer.start((response) => {
      response.writeHead(500);
      const more = (error?: Error | null) => {
        if (!error) response.write('x'.repeat(1 << 16), more);
      };
      more();
    });
    const backend = await openBackend(configOf(protocol, server));
    await expect(backend.chat(hello, never)).rejects.toMatchObject({ kind: 'server-error' });
    await vi.waitFor(() => expect(server.inFlight).toBe(0));
  });

  test.each([301, 302, 307, 308])('a redirect (%i) is not followed, so that no key goes elsewhere', async (status) => {
    const elsewhere = await ModelServer.start();
    const server = await ModelServer.start(
      servers.raw('', status, { location: `${elsewhere.url}/v1/chat/completions` }),
    );
    const backend = await openBackend(configOf(protocol, server, { headers: { authorization: 'Bearer sk-12345678' } }));
    await expect(backend.chat(hello, never)).rejects.toMatchObject({
      remedy: 'end-run',
      message: expect.stringContaining(elsewhere.url),
    });
    expect(elsewhere.requests).toEqual([]);
  });

  test.each([400, 401, 403, 404, 422])('status %i ends the run after one try', async (status) => {
    const server = await ModelServer.start(servers.fail(status, 'the server says why'));
    const { models } = await modelsOf(configOf(protocol, server));
    const asked = models.ask(question());
    await expect(asked).rejects.toBeInstanceOf(RunFailed);
    await expect(asked).rejects.toThrow('the server says why');
    expect(server.chats).toHaveLength(1);
  });

  test('a quota that is used up ends the run after one try', async () => {
    const server = await ModelServer.start(servers.fail(429, 'You exceeded your quota', {}, 'insufficient_quota'));
    const { models } = await modelsOf(configOf(protocol, server));
    await expect(models.ask(question())).rejects.toThrow(RunFailed);
    expect(server.chats).toHaveLength(1);
  });

  test.each<[number, string, Record<string, string>]>([
    [408, 'server-error', {}],
    [409, 'server-error', {}],
    [425, 'server-error', {}],
    [429, 'rate-limited', {}],
    [429, 'rate-limited', { 'retry-after': '0' }],
    [429, 'rate-limited', { 'retry-after': new Date(0).toUTCString() }],
    [429, 'rate-limited', { 'retry-after-ms': '1' }],
    [500, 'server-error', {}],
    [503, 'server-error', { 'retry-after': '0' }],
  ])('status %i (%s, %o) is tried again', async (status, kind, headers) => {
    const failing = servers.fail(status, 'later', headers);
    const server = await ModelServer.start(servers.inTurn(failing, failing, say({ text: 'Hello.' })));
    const { models, retried } = await modelsOf(configOf(protocol, server));
    expect(replyOf((await models.ask(question())).outcome).text).toBe('Hello.');
    expect(retried).toEqual([kind, kind]);
    expect(server.chats).toHaveLength(3);
  });

  test('Retry-After is waited for', async () => {
    const busy = servers.fail(429, 'busy', { 'retry-after-ms': '80' });
    const server = await ModelServer.start(servers.inTurn(busy, say({ text: 'Hello.' })));
    const { models } = await modelsOf(configOf(protocol, server));
    const timers = vi.spyOn(globalThis, 'setTimeout');
    onTestFinished(() => timers.mockRestore());
    await models.ask(question());
    // Beside it, there is the pause of 1 to 2 ms, and the timers of the two calls.
    const pauses = timers.mock.calls.map(([, milliseconds]) => milliseconds!).filter((each) => each < 1000);
    expect(pauses).toHaveLength(1);
    expect(pauses[0]).toBeGreaterThanOrEqual(80 + 1);
    expect(pauses[0]).toBeLessThanOrEqual(80 + 2);
    expect(server.chats).toHaveLength(2);
  });

  test('tries are bounded: a server that only fails ends the run', async () => {
    const server = await ModelServer.start(servers.fail(500, 'broken'));
    const { models, retried } = await modelsOf(configOf(protocol, server));
    await expect(models.ask(question())).rejects.toThrow(/broken \(no call was answered while this one was tried/);
    expect(server.chats).toHaveLength(QUICK.tries);
    expect(retried).toHaveLength(QUICK.tries - 1);
  });

  test('one call that only fails is lost alone, where others are answered', async () => {
    const server = await ModelServer.start((response, request) =>
      (request.body.messages[0].content === 'bad' ? servers.fail(500, 'broken') : say({ text: 'Hello.' }))(
        response,
        request,
      ),
    );
    const { models } = await modelsOf(configOf(protocol, server, { concurrency: 1 }));
    const bad = models.ask(question('bad'));
    const good = Array.from({ length: 50 }, (_, i) => models.ask(question(String(i))));
    expect((await bad).outcome).toMatchObject({ status: 'failed', reason: 'server-error' });
    for (const each of await Promise.all(good)) expect(each.outcome.status).toBe('answered');
  });

  test('a call is cut off by its signal, also by one that was given before', async () => {
    const server = await ModelServer.start(servers.neverAnswer);
    const backend = await openBackend(configOf(protocol, server));
    const before = AbortSignal.abort();
    await expect(backend.chat(hello, before)).rejects.not.toMatchObject({ kind: 'timed-out' });
    expect(server.chats).toHaveLength(0);
    const abort = new AbortController();
    const asked = backend.chat(hello, abort.signal);
    await vi.waitFor(() => expect(server.chats).toHaveLength(1));
    abort.abort();
    await expect(asked).rejects.toThrow(/abort/i);
    await vi.waitFor(() => expect(server.inFlight).toBe(0));
  });

  test('a reply that a byte order mark stands before is read', async () => {
    const server = await ModelServer.start(
      servers.raw('\uFEFF{"choices":[{"message":{"content":"Hello."}}],"message":{"content":"Hello."}}'),
    );
    const backend = await openBackend(configOf(protocol, server));
    expect((await backend.chat(hello, never)).text).toBe('Hello.');
  });

  test('reasoning that is no text, or an end of an odd name, does not spoil a reply', async () => {
    const message = { content: 'Hello.', thinking: { a: 1 }, reasoning_content: 5 };
    const choices = [{ message, finish_reason: 'constructor' }];
    const server = await ModelServer.start(servers.json({ choices, message, done_reason: {} }));
    const backend = await openBackend(configOf(protocol, server));
    const { seconds: _seconds, ...reply } = await backend.chat(hello, never);
    expect(reply).toEqual({ text: 'Hello.', finish: 'stop' });
  });

  test('what is no model is left out of a list', async () => {
    const server = await ModelServer.start();
    const odd = [null, 3, 'm', [], {}, { id: null, name: null }, { id: {}, name: 5, details: 7 }];
    server.listed = {
      openai: { data: [...odd, { id: 'm', owned_by: { a: 1 } }] },
      ollama: { models: [...odd, { name: 'm', details: { parameter_size: {}, quantization_level: 'Q4' } }] },
    };
    const backend = await openBackend(configOf(protocol, server));
    expect(await backend.models(never)).toEqual([
      protocol.type === 'openai' ? { name: 'm' } : { name: 'm', details: 'Q4' },
    ]);
    await backend.check([{ model: 'm', prompt: [], replyTokens: 1 }], never);
  });

  test.each([
    [{ data: {}, models: {} }, 'gives no list of models'],
    [{ error: 'the server says why' }, 'answered with an error: the server says why'],
  ])('%j is no list of models', async (list, told) => {
    const server = await ModelServer.start();
    server.listed = { openai: list, ollama: list };
    const backend = await openBackend(configOf(protocol, server));
    await expect(backend.models(never)).rejects.toMatchObject({
      kind: 'bad-reply',
      message: expect.stringContaining(told),
    });
  });

  test('lists the models of a server', async () => {
    const server = await ModelServer.start();
    const backend = await openBackend(configOf(protocol, server));
    expect(await backend.models(never)).toEqual([
      { name: 'm', details: protocol.type === 'openai' ? 'tests' : '8B Q4' },
    ]);
  });

  test.each(['', '/'])(
    'a query of the base URL, behind "%s", goes with every request and into no message',
    async (end) => {
      const server = await ModelServer.start();
      const query = '?api-version=2&key=k-secret/';
      const baseUrl = `${server.url}${protocol.path}${end}${query}`;
      const backend = await openBackend(configOf(protocol, server, { baseUrl }));
      await backend.check([{ model: 'm', prompt: [], replyTokens: 1 }], never);
      expect((await backend.models(never)).map(({ name }) => name)).toEqual(['m']);
      expect((await backend.chat(hello, never)).text).toBe('Hello.');
      for (const request of server.requests) expect(request).toMatch(/^(GET|POST) \/[a-z0-9/]+[a-z]\?/);
      for (const request of server.requests) expect(request.endsWith(query)).toBe(true);
      expect(backend.address).toBe(`${protocol.type} ${server.url}${protocol.path}`);
      for (const behaviour of [
        servers.raw(''),
        servers.json({}),
        servers.fail(500, 'broken'),
        servers.raw('', 302, { location: `${server.url}/else${query}` }),
        servers.drop,
      ]) {
        server.script = behaviour;
        const asked = backend.chat(hello, never);
        await expect(asked).rejects.toMatchObject({ name: 'ModelError' });
        await expect(asked).rejects.not.toThrow(/secret/);
      }
    },
  );

  test('sends headers of the config', async () => {
    const server = await ModelServer.start();
    const backend = await openBackend(configOf(protocol, server, { headers: { 'x-team': 'evaluation' } }));
    await backend.chat(hello, never);
    expect(server.chats[0]!.headers['x-team']).toBe('evaluation');
    expect(server.chats[0]!.headers).not.toHaveProperty('authorization');
  });

  test('connections are kept alive', async () => {
    const ports = new Set<number | undefined>();
    const server = await ModelServer.start((response, request) => {
      ports.add(response.socket?.remotePort);
      return say({ text: 'Hello.' })(response, request);
    });
    const backend = await openBackend(configOf(protocol, server));
    for (let i = 0; i < 20; i += 1) await backend.chat(hello, never);
    expect(ports.size).toBeLessThan(5);
  });
});
