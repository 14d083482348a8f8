// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how references are written
import { getEventListeners } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as servers from '../test/support/model-server.ts';
import { type Behaviour, ModelServer, say } from '../test/support/model-server.ts';
import { tempFolder } from '../test/support/temp-folder.ts';
import { loadConfig } from './config/load.ts';
import { UsageError } from './errors.ts';
import type { RunObserver } from './pipeline/observer.ts';
import { type RunOptions, run } from './run.ts';

const KEY = 'sk-"secret"-1234567890';

/** A judge that gives every sample of its batch a 3. */
const judge: Behaviour = say({ text: 'Scores: [Sample1: 3.0, Sample2: 3.0]' });

/** Runs BatchEval over two samples against a server. */
async function runAgainst(
  server: ModelServer,
  { seed = 1, apiKey = KEY, ...over }: Partial<RunOptions> & { seed?: number; apiKey?: string } = {},
) {
  const folder = tempFolder({
    'd.jsonl': `{"id":"a","output":"one"}\n{"id":"b","output":"the key is ${KEY.replaceAll('"', '\\"')}"}\n`,
    'c.yaml': `name: r
backend:
  type: openai
  baseUrl: ${server.url}/v1
  apiKey: \${KEY}
  headers: { X-Key: "Token \${HEADER_KEY}" }
  body: { api_key: "\${BODY_KEY}" }
  retries: { tries: 2, minSeconds: 0.001 }
dataset: { path: d.jsonl }
seed: ${seed}
evaluator:
  type: batcheval
  judge: { model: m, seed: ${seed} }
  batchSize: 2
  rounds: 2
  asks: 1
  criteria: [{ name: clarity, scale: [1, 5], question: Is it clear? }]
`,
  });
  const env = { KEY: apiKey, HEADER_KEY: 'header-secret-1', BODY_KEY: 'body-secret-1' };
  const { config, secrets } = loadConfig(join(folder, 'c.yaml'), { env });
  const shown: string[] = [];
  const observer: RunObserver = {
    planning: () => {},
    planned: () => {},
    askedAgain: () => {},
    outcome: () => {},
    retried: (reason, message) => shown.push(reason, message),
    noticed: (message) => shown.push(message),
    collected: () => {},
  };
  const never = new AbortController().signal;
  const results = join(folder, 'results');
  const ran = run(config, {
    results,
    mode: 'live',
    secrets,
    control: { stop: never, abort: never },
    observer,
    ...over,
  });
  return { ran, results, shown };
}

const filesBelow = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));

test('no secret gets into a file or a message, also where the data or the server holds it', async () => {
  const server = await ModelServer.start(
    servers.inTurn(
      servers.fail(500, `what is ${KEY}?`),
      say({ text: `${KEY} header-secret-1 Scores: [Sample1: 3.0, Sample2: 2.0]` }),
      servers.fail(401, `wrong key: ${KEY} body-secret-1`),
    ),
  );
  const { ran, results, shown } = await runAgainst(server);
  const { manifest } = await ran;
  expect(manifest.state).toBe('failed');
  expect(server.chats[0]!.headers.authorization).toBe(`Bearer ${KEY}`);
  const written = [...filesBelow(results), ...shown, JSON.stringify(manifest)];
  expect(written.length).toBeGreaterThan(6);
  for (const text of written) expect(text).not.toMatch(/1234567890|(header|body)-secret/);
  expect(written.join('')).toContain('[secret]');
});

test('a key that is spelt like a number that stands elsewhere breaks no file', async () => {
  const server = await ModelServer.start(judge);
  const { ran, results } = await runAgainst(server, { seed: 20240101, apiKey: '20240101' });
  expect((await ran).manifest).toMatchObject({ state: 'complete', seed: 20240101 });
  const calls = readFileSync(join(results, 'r', 'calls.jsonl'), 'utf8')
    .trimEnd()
    .split('\n');
  expect(calls.map((line) => JSON.parse(line).request.seed)).toEqual([20240101, 20240102]);
  expect(JSON.parse(readFileSync(join(results, 'r', 'run.json'), 'utf8')).config.seed).toBe(20240101);
});

test('a server that refuses the key before the run: the run failed, with its message without the key', async () => {
  const server = await ModelServer.start(judge);
  server.refused = KEY;
  const { ran } = await runAgainst(server);
  const { manifest, scores } = await ran;
  expect(manifest).toMatchObject({ state: 'failed', reason: expect.stringContaining('wrong key: [secret]') });
  expect(scores.map(({ status }) => status)).toEqual(['not-asked', 'not-asked']);
});

test('a server that is gone: what the recording holds is in the results, and why there is no more', async () => {
  const server = await ModelServer.start(servers.inTurn(judge, servers.fail(401, 'closed')));
  const { ran, results } = await runAgainst(server);
  expect((await ran).manifest.state).toBe('failed');
  server.refused = KEY;
  const { manifest, scores } = await (await runAgainst(server, { results })).ran;
  expect(manifest).toMatchObject({ state: 'failed', coverage: 1, reason: expect.stringContaining('[secret]') });
  expect(scores.map(({ ratings }) => ratings)).toEqual([1, 1]);
});

test('the same run again asks nothing and writes the same tables', async () => {
  const server = await ModelServer.start(judge);
  const { ran, results } = await runAgainst(server);
  const first = await ran;
  const asked = server.chats.length;
  expect(asked).toBeGreaterThan(0);
  const tables = () =>
    ['ratings.csv', 'scores.csv', 'summary.csv', 'calls.jsonl'].map((name) =>
      readFileSync(join(results, 'r', name), 'utf8'),
    );
  const before = tables();
  const again = await runAgainst(server, { results });
  expect((await again.ran).manifest.models).toMatchObject({ m: { held: asked } });
  expect(server.chats).toHaveLength(asked);
  expect(tables()).toEqual(before);
  expect(first.manifest.state).toBe('complete');
});

test('nothing of a run that is over listens for the end of the command', async () => {
  const server = await ModelServer.start(judge);
  const stop = new AbortController().signal;
  const { ran } = await runAgainst(server, { control: { stop, abort: new AbortController().signal } });
  await ran;
  expect(getEventListeners(stop, 'abort')).toEqual([]);
});

test('a stop that comes before the first call is kept', async () => {
  const server = await ModelServer.start(judge);
  const stop = AbortSignal.abort();
  const { ran } = await runAgainst(server, { control: { stop, abort: new AbortController().signal } });
  expect((await ran).manifest.state).toBe('interrupted');
  expect(server.chats).toHaveLength(0);
});

test('a replay of what was not recorded names what is missing and asks nothing', async () => {
  const server = await ModelServer.start(judge);
  const { ran } = await runAgainst(server, { mode: 'replay' });
  await expect(ran).rejects.toThrow(UsageError);
  await expect(ran).rejects.toThrow(/lacks 2 of the calls .* the first: .*clarity/);
  expect(server.requests).toEqual([]);
});

test('where nothing varies there is no interval, in summary.csv and in JSON', async () => {
  const server = await ModelServer.start(judge);
  const { ran, results } = await runAgainst(server);
  const { statistics } = await ran;
  expect(statistics.find(({ statistic }) => statistic === 'mean')).toEqual({
    model: '',
    criterion: 'clarity',
    statistic: 'mean',
    value: 3,
    n: 2,
  });
  expect(readFileSync(join(results, 'r', 'summary.csv'), 'utf8')).toContain('batcheval,,clarity,mean,3,,,2\n');
});
