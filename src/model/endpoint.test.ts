import { setMaxListeners } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import * as servers from '../../test/support/model-server.ts';
import { type Behaviour, ModelServer, say } from '../../test/support/model-server.ts';
import { tempFolder } from '../../test/support/temp-folder.ts';
import { Interrupted, RunFailed } from '../errors.ts';
import { type Call, callKey } from './call-key.ts';
import { openAiConfig } from './config.ts';
import { Endpoint } from './endpoint.ts';
import { OpenAiBackend } from './openai.ts';
import { Recording } from './recording.ts';

/** The server answers with what it was asked. */
const echo = say(({ body }) => ({ text: body.messages[0].content }));

const retries = { tries: 4, minSeconds: 0.001, maxSeconds: 0.002, totalSeconds: 30 };

async function endpointTo(
  script: Behaviour,
  { refresh = false, concurrency = 4, path = join(tempFolder(), 'r.jsonl'), tries = retries.tries } = {},
) {
  const server = await ModelServer.start(script);
  const recording = new Recording(path, 'append');
  onTestFinished(() => recording.close());
  const backend = await OpenAiBackend.open(openAiConfig.parse({ type: 'openai' }), `${server.url}/v1`);
  const [stop, abort] = [new AbortController(), new AbortController()];
  setMaxListeners(0, stop.signal, abort.signal);
  const retried: string[] = [];
  const endpoint = new Endpoint(
    [backend],
    recording,
    { stop: stop.signal, abort: abort.signal },
    { concurrency, limits: {}, retries: { ...retries, tries }, refresh },
    { retried: (kind) => retried.push(kind), noticed: () => {} },
  );
  return { server, recording, path, endpoint, stop, abort, retried };
}

const call = (content: string | number): Call => ({
  backend: 'openai:default',
  request: { model: 'm', messages: [{ role: 'user', content: String(content) }] },
  repetition: 0,
  ask: 0,
});

const recordedReplies = (path: string) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line).reply.text);

test('equal calls that are under way share one request, which counts once', async () => {
  const { endpoint, server } = await endpointTo(echo);
  const replies = await Promise.all([1, 2, 1, 1, 2].map((n) => endpoint.ask(call(n))));
  expect(replies.map((each) => each.call.reply.text)).toEqual(['1', '2', '1', '1', '2']);
  expect(replies.map(({ held }) => held)).toEqual([false, false, true, true, true]);
  expect(server.chats).toHaveLength(2);
});

test('a recorded call is not made again, in this run or the next', async () => {
  const first = await endpointTo(echo);
  expect(await first.endpoint.ask(call(1))).toMatchObject({ held: false });
  expect(await first.endpoint.ask(call(1))).toMatchObject({ held: true, call: { reply: { text: '1' } } });
  const next = await endpointTo(echo, { path: first.path });
  expect(await next.endpoint.ask(call(1))).toMatchObject({ held: true, call: { reply: { text: '1' } } });
  expect(first.server.chats).toHaveLength(1);
  expect(next.server.chats).toHaveLength(0);
});

test('a reply is on disk before the next call starts', async () => {
  const path = join(tempFolder(), 'r.jsonl');
  const onDisk: number[] = [];
  const { endpoint } = await endpointTo(
    (response, request) => {
      onDisk.push(recordedReplies(path).length);
      return echo(response, request);
    },
    { path, concurrency: 1 },
  );
  await Promise.all(Array.from({ length: 6 }, (_, n) => endpoint.ask(call(n))));
  expect(onDisk).toEqual([0, 1, 2, 3, 4, 5]);
});

test('no more calls are in flight than allowed', async () => {
  const { endpoint, server } = await endpointTo(echo, { concurrency: 3 });
  await Promise.all(Array.from({ length: 40 }, (_, n) => endpoint.ask(call(n))));
  expect(server.mostInFlight).toBeLessThanOrEqual(3);
});

test('a refresh asks everything again, but once', async () => {
  const first = await endpointTo(say({ text: 'old' }));
  await first.endpoint.ask(call(1));
  const { endpoint, server, path } = await endpointTo(say({ text: 'new' }), { path: first.path, refresh: true });
  const asked = await Promise.all([endpoint.ask(call(1)), endpoint.ask(call(1))]);
  expect(asked.map((each) => each.call.reply.text)).toEqual(['new', 'new']);
  expect(await endpoint.ask(call(1))).toMatchObject({ held: true, call: { reply: { text: 'new' } } });
  expect(server.chats).toHaveLength(1);
  expect(recordedReplies(path)).toEqual(['old', 'new']);
});

test('after a stop no call starts; what is in flight is answered and recorded', async () => {
  let release = () => {};
  const { endpoint, server, path, stop } = await endpointTo(
    async (response, request) => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return echo(response, request);
    },
    { concurrency: 1 },
  );
  const ended = [1, 2].map((n) => endpoint.ask(call(n)).catch((error: unknown) => error));
  await vi.waitFor(() => expect(server.chats).toHaveLength(1));
  stop.abort();
  release();
  const answered = expect.objectContaining({ held: false, call: expect.objectContaining({ key: callKey(call(1)) }) });
  expect(await Promise.all(ended)).toEqual([answered, expect.any(Interrupted)]);
  await expect(endpoint.ask(call(3))).rejects.toBeInstanceOf(Interrupted);
  expect(server.chats).toHaveLength(1);
  expect(recordedReplies(path)).toEqual(['1']);
  expect(await endpoint.ask(call(1))).toMatchObject({ held: true }); // what is recorded can still be read
});

test('an abort cuts off what is in flight', async () => {
  const { endpoint, server, stop, abort } = await endpointTo(servers.neverAnswer);
  const asked = endpoint.ask(call(1));
  await vi.waitFor(() => expect(server.chats).toHaveLength(1));
  stop.abort();
  abort.abort();
  await expect(asked).rejects.toBeInstanceOf(Interrupted);
});

test('the run fails where nothing is answered any more, also for calls that waited while there were replies', async () => {
  const { endpoint } = await endpointTo(servers.inTurn(echo, echo, servers.drop), { concurrency: 1 });
  const ended = await Promise.allSettled(Array.from({ length: 6 }, (_, n) => endpoint.ask(call(n))));
  expect(ended.slice(0, 2).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
  for (const each of ended.slice(2)) expect(each).toMatchObject({ reason: expect.any(RunFailed) });
});

test('10% 429, 5% 500, 2% dropped: every call is answered, and recorded once', async () => {
  let n = 0;
  const { endpoint, path, retried } = await endpointTo(
    (response, request) => {
      n = (n * 1_103_515_245 + 12_345) % 2 ** 31; // the linear congruential generator of C's rand
      const share = n / 2 ** 31;
      if (share < 0.1) return servers.fail(429, 'busy', { 'retry-after-ms': '1' })(response);
      if (share < 0.15) return servers.fail(500, 'broken')(response);
      if (share < 0.17) return servers.drop(response, request);
      return echo(response, request);
    },
    { concurrency: 16, tries: 20 },
  );
  const asked = await Promise.all(Array.from({ length: 400 }, (_, i) => endpoint.ask(call(i))));
  expect(asked.map((each) => each.call.reply.text)).toEqual(Array.from({ length: 400 }, (_, i) => String(i)));
  expect(recordedReplies(path)).toHaveLength(400);
  expect(new Set(retried)).toEqual(new Set(['rate-limited', 'server-error', 'unreachable']));
});

test('it settles near what a server admits', async () => {
  const ADMITTED = 6;
  let refused = 0;
  const { endpoint, server } = await endpointTo(
    async (response, request) => {
      if (server.inFlight > ADMITTED) {
        refused += 1;
        return servers.fail(429, 'busy')(response);
      }
      await new Promise((resolve) => setTimeout(resolve, 2));
      return echo(response, request);
    },
    { concurrency: 64, tries: 100 },
  );
  await Promise.all(Array.from({ length: 600 }, (_, n) => endpoint.ask(call(n))));
  expect(endpoint.states()[0]!.limit).toBeLessThanOrEqual(2 * ADMITTED);
  // Without a limit that adapts, each of the 600 would be refused several times over.
  expect(refused).toBeLessThan(300);
});

/** A server that refuses what is "bad", and answers the rest. */
const picky: Behaviour = (response, request) =>
  request.body.messages[0].content.startsWith('bad')
    ? servers.fail(400, 'not that')(response)
    : echo(response, request);
const refused = { name: 'ModelError', kind: 'bad-request', message: expect.stringContaining('not that') };

test('a call that is refused is lost alone, where others with its settings are answered', async () => {
  const { endpoint, server } = await endpointTo(picky);
  await endpoint.ask(call(1));
  await expect(endpoint.ask(call('bad'))).rejects.toMatchObject(refused);
  expect(await endpoint.ask(call(2))).toMatchObject({ held: false });
  const others = { ...call('bad'), request: { ...call('bad').request, temperature: 0 } };
  await expect(endpoint.ask(others)).rejects.toBeInstanceOf(RunFailed); // the temperature may be the reason
  expect(server.chats).toHaveLength(4);
});

test('a call that is refused is lost alone, where the recording holds answers to its settings', async () => {
  const first = await endpointTo(picky);
  await first.endpoint.ask(call(1));
  const next = await endpointTo(picky, { path: first.path });
  await next.endpoint.ask(call(1));
  await expect(next.endpoint.ask(call('bad'))).rejects.toMatchObject(refused);
});

test('more refusals in a row than calls can be in flight end the run', async () => {
  const { endpoint, server } = await endpointTo(picky, { concurrency: 4 });
  await endpoint.ask(call(0));
  for (const n of [1, 2, 3, 4]) await expect(endpoint.ask(call(`bad ${n}`))).rejects.toMatchObject(refused);
  await endpoint.ask(call(5));
  for (const n of [6, 7, 8, 9]) await expect(endpoint.ask(call(`bad ${n}`))).rejects.toMatchObject(refused);
  await expect(endpoint.ask(call('bad 10'))).rejects.toBeInstanceOf(RunFailed);
  expect(server.chats).toHaveLength(11);
});
