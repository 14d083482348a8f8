import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { assay } from './support/assay.ts';
import {
  faulty,
  judge,
  judgeWho,
  lottery,
  manifestOf,
  misplaced,
  scores,
  tableOf,
  writeJudging,
} from './support/judge.ts';
import { type Behaviour, fail, ModelServer, type Said } from './support/model-server.ts';
import { hasReferenceData, SKIPPED_WITHOUT, startRecordedServer } from './support/recorded-server.ts';
import { tempFolder } from './support/temp-folder.ts';

/** Many short pauses in place of few long ones: the tests have no hours. */
const retries = { tries: 30, minSeconds: 0.01, maxSeconds: 0.1 };

const openai = (url: string, over: object = {}) => ({ type: 'openai', baseUrl: `${url}/v1`, retries, ...over });

const unique = (values: readonly unknown[]) => new Set(values).size;

const filesBelow = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));

/** Every recorded call, by its key. */
const recordedKeys = (folder: string) =>
  readFileSync(join(folder, 'results/recording.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).key as string);

describe('a busy server', () => {
  it('with 10% 429, 5% 500, 2% dropped and 2% that never answer: all of 2,000 calls are answered, once', async () => {
    const key = 'sk-live-0123456789abcdef';
    const counts: Record<string, number> = {};
    const server = await ModelServer.start(faulty(judge, counts));
    const cwd = tempFolder();
    writeJudging(cwd, {
      samples: 800,
      rounds: 5,
      criteria: 2,
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a reference to the environment
      backend: openai(server.url, { concurrency: 32, timeout: 3, apiKey: '${KEY}' }),
    });
    const { exitCode, stdout, stderr } = await assay(['run', 'run.yaml'], { cwd, env: { KEY: key } });
    expect(exitCode).toBe(0);
    const manifest = manifestOf(cwd);
    expect(manifest).toMatchObject({ state: 'complete', coverage: 1, models: { j: { calls: 2000, failed: 0 } } });
    // Each fault is one retry, under its name. (A slow machine may see more calls that time out than the server meant.)
    const { 'timed-out': slow, ...others } = manifest.retries;
    const { 'timed-out': meant, ...faults } = counts;
    expect(others).toEqual(faults);
    expect(slow).toBeGreaterThanOrEqual(meant!);
    expect(Object.keys(faults).sort()).toEqual(['rate-limited', 'server-error', 'unreachable']);
    const ratings = tableOf(cwd, 'ratings');
    expect(ratings).toHaveLength(800 * 5 * 2);
    expect(unique(ratings.map(({ call }) => call))).toBe(2000);
    expect(unique(ratings.map(({ sample, criterion, round }) => `${sample} ${criterion} ${round}`))).toBe(8000);
    expect(misplaced(cwd)).toEqual([]);
    const keys = recordedKeys(cwd);
    expect(unique(keys)).toBe(keys.length);
    expect(server.chats[0]!.headers.authorization).toBe(`Bearer ${key}`);
    for (const text of [stdout, stderr, ...filesBelow(join(cwd, 'results'))]) expect(text).not.toContain(key);
  }, 240_000);

  it.skipIf(!hasReferenceData)(
    `with the same faults over the Ollama protocol${SKIPPED_WITHOUT}`,
    async () => {
      const faults = ['--p429', '0.1', '--p500', '0.05', '--pdrop', '0.02', '--phang', '0.02', '--retry-after', '0.05'];
      const server = await startRecordedServer(...faults);
      try {
        const cwd = tempFolder();
        writeJudging(cwd, {
          samples: 200,
          batchSize: 1,
          rounds: 1,
          backend: { type: 'ollama', baseUrl: server.url, concurrency: 32, timeout: 3, retries },
          judge: { model: 'synthetic' },
          over: { minCoverage: 0 },
        });
        const { exitCode } = await assay(['run', 'run.yaml'], { cwd });
        expect(exitCode).toBe(0);
        // The synthetic model rates nothing, so that each batch is asked three times.
        const { completions, faults: made } = await server.stats();
        const manifest = manifestOf(cwd);
        expect(manifest.models.synthetic).toMatchObject({ calls: 600, failed: 0 });
        expect(completions).toBe(600 + (manifest.retries['timed-out'] - made.hang!));
        expect(manifest.retries).toMatchObject({ 'rate-limited': made[429], 'server-error': made[500] });
        expect(unique(recordedKeys(cwd))).toBe(600);
      } finally {
        await server.stop();
      }
    },
    240_000,
  );

  it('that takes few calls at once is not hammered', async () => {
    const ADMITTED = 6;
    let refused = 0;
    const server = await ModelServer.start(async (response, request) => {
      if (server.inFlight > ADMITTED) {
        refused += 1;
        return fail(429, 'busy')(response);
      }
      await new Promise((resolve) => setTimeout(resolve, 3));
      return judge(response, request);
    });
    const cwd = tempFolder();
    writeJudging(cwd, { samples: 1500, batchSize: 1, backend: openai(server.url, { concurrency: 64 }) });
    const { exitCode, stderr } = await assay(['run', 'run.yaml'], { cwd });
    expect(exitCode).toBe(0);
    const [endpoint] = manifestOf(cwd).endpoints;
    expect(endpoint).toMatchObject({ backend: 'default', concurrency: 64, outs: 0 });
    expect(endpoint.limit).toBeLessThanOrEqual(2 * ADMITTED);
    // The first round finds out; after it, one in a round of rising is refused.
    expect(refused).toBeLessThan(64 + 0.2 * 1500);
    expect(stderr.match(/does not take 64 calls at once/g)).toHaveLength(1);
  });
});

describe('several addresses', () => {
  it('share the work; when one dies the others do it', async () => {
    const servers = await Promise.all([1, 2, 3].map(() => ModelServer.start(judge)));
    const [dying] = servers;
    dying!.script = (response, request) => {
      if (request.number < 20) return judge(response, request);
      dying!.close();
    };
    const cwd = tempFolder();
    const baseUrls = servers.map(({ url }) => url);
    writeJudging(cwd, { samples: 600, batchSize: 1, backend: { type: 'ollama', baseUrls, retries } });
    const { exitCode, stderr } = await assay(['run', 'run.yaml'], { cwd });
    expect(exitCode).toBe(0);
    expect(misplaced(cwd)).toEqual([]);
    expect(manifestOf(cwd)).toMatchObject({ coverage: 1, models: { j: { calls: 600, failed: 0 } } });
    for (const { chats } of servers.slice(1)) expect(chats.length).toBeGreaterThan(150);
    expect(stderr).toContain(`ollama ${baseUrls[0]} is taken out`);
    expect(stderr).toContain('2 of 3 addresses left');
    // Where a call was asked does not belong to its name: one address alone has the whole recording.
    const asked = servers.map(({ chats }) => chats.length);
    writeJudging(cwd, { samples: 600, batchSize: 1, backend: { type: 'ollama', baseUrl: baseUrls[1], retries } });
    expect((await assay(['run', 'run.yaml'], { cwd })).exitCode).toBe(0);
    expect(servers.map(({ chats }) => chats.length)).toEqual(asked);
  });

  it('that are dead or lack the model are told of and left out while one is fine', async () => {
    const [fine, bare] = [await ModelServer.start(judge), await ModelServer.start(judge)];
    bare.missing.add('j');
    const cwd = tempFolder();
    const baseUrls = ['http://127.0.0.1:9', bare.url, fine.url];
    writeJudging(cwd, { samples: 40, backend: { type: 'ollama', baseUrls, retries } });
    const { exitCode, stderr } = await assay(['run', 'run.yaml'], { cwd });
    expect(exitCode).toBe(0);
    expect(stderr).toContain('ollama http://127.0.0.1:9 is taken out');
    expect(stderr).toContain(`ollama ${bare.url} is left out of this run`);
    expect(bare.chats).toHaveLength(0);
    fine.close();
    const none = await assay(['run', 'run.yaml', '--refresh'], { cwd });
    expect(none.exitCode).toBe(3);
    expect(none.stdout).toContain('none of the 3 addresses can be asked');
  });
});

describe('a server that is silent', () => {
  it('when it is looked at before the run does not keep Ctrl-C from ending it', async () => {
    let looked = 0;
    const silent = createServer(() => {
      looked += 1;
    });
    await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening));
    onTestFinished(() => {
      silent.close();
      silent.closeAllConnections();
    });
    const cwd = tempFolder();
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    writeJudging(cwd, { samples: 4, backend: openai(url) });
    const child = assay(['run', 'run.yaml'], { cwd });
    while (looked === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill('SIGINT');
    const { exitCode, stderr } = await child;
    expect(exitCode).toBe(130);
    expect(stderr).not.toContain('should not have happened');
    expect(manifestOf(cwd).state).toBe('interrupted');
  });
});

describe('limits per minute', () => {
  it('are kept, and Ctrl-C ends the wait at once', async () => {
    const server = await ModelServer.start(judge);
    const cwd = tempFolder();
    const backend = openai(server.url, { limits: { requestsPerMinute: 7 } });
    writeJudging(cwd, { samples: 40, batchSize: 1, backend });
    const child = assay(['run', 'run.yaml'], { cwd });
    // All seven are answered, and there is room for more: nothing but the limit holds the eighth.
    const recording = join(cwd, 'results/recording.jsonl');
    while (!existsSync(recording) || readFileSync(recording, 'utf8').split('\n').length <= 7)
      await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill('SIGINT');
    expect((await child).exitCode).toBe(130); // before this test is timed out: not after the minute
    expect(server.chats).toHaveLength(7);
    expect(manifestOf(cwd).state).toBe('interrupted');
  });
});

describe('a judge', () => {
  /** What judges do, each in this share of their replies; the rest is in order. */
  const HABITS: [string, number, (worths: number[]) => Said][] = [
    ['nonsense', 0.2, () => ({ text: 'I am unable to rate these.' })],
    ['cut off', 0.06, (worths) => ({ text: `Scores: ${scores(worths).slice(8, 25)}`, finish: 'length' })],
    [
      'Markdown',
      0.08,
      (w) => ({
        text: `| sample | score |\n|---|---|\n${w.map((n, i) => `| **Sample${i + 1}** | ${n} |`).join('\n')}`,
      }),
    ],
    ['a list', 0.08, (w) => ({ text: `## Scores\n\n${w.map((n, i) => `- **Sample ${i + 1}**: ${n}`).join('\n')}` })],
    [
      'JSON',
      0.08,
      (w) => ({
        text: `\`\`\`json\n${JSON.stringify(Object.fromEntries(w.map((n, i) => [`Sample${i + 1}`, n])))}\n\`\`\``,
      }),
    ],
    ['another language', 0.08, (w) => ({ text: `评分：[${w.map((n, i) => `样本${i + 1}：${n}`).join('，')}]` })],
    ['thinking', 0.08, (w) => ({ text: `<think>Perhaps ${scores(w.map((n) => 10 - n))}?</think>\n${scores(w)}` })],
    ['fewer', 0.06, (w) => ({ text: scores(w.slice(0, -1)) })],
    ['more', 0.06, (w) => ({ text: scores([9, ...w]) })],
  ];

  it('may answer in any form: what can be read is, the rest is asked again, no score is on the wrong sample', async () => {
    const draw = lottery(7);
    const met: Record<string, number> = {};
    const server = await ModelServer.start(
      judgeWho((worths) => {
        let at = draw();
        for (const [name, share, say] of HABITS) {
          if (at < share) {
            met[name] = (met[name] ?? 0) + 1;
            return say(worths);
          }
          at -= share;
        }
        return { text: scores(worths) };
      }),
    );
    const cwd = tempFolder();
    writeJudging(cwd, { samples: 400, batchSize: 5, rounds: 5, backend: openai(server.url), over: { minCoverage: 1 } });
    const { exitCode } = await assay(['run', 'run.yaml'], { cwd });
    expect(exitCode).toBe(0);
    expect(Object.keys(met)).toHaveLength(HABITS.length);
    expect(misplaced(cwd)).toEqual([]);
    const ratings = tableOf(cwd, 'ratings');
    expect(ratings).toHaveLength(2000);
    const marked = ratings.filter(({ status }) => status !== 'ok');
    expect(marked.length).toBeGreaterThan(0); // three asks are not always enough
    expect(marked.length).toBeLessThan(0.1 * 2000);
    const { calls } = manifestOf(cwd).models.j;
    expect(calls).toBeGreaterThan(400 + 0.2 * 400);
    expect(calls).toBeLessThanOrEqual(3 * 400);
  });

  it('that never says a score leaves every sample marked, and the run incomplete', async () => {
    const nonsense: Behaviour = judgeWho(() => ({ text: 'I am unable to rate these.' }));
    const server = await ModelServer.start(nonsense);
    const cwd = tempFolder();
    writeJudging(cwd, { samples: 12, backend: openai(server.url) });
    const { exitCode } = await assay(['run', 'run.yaml'], { cwd });
    expect(exitCode).toBe(3);
    expect(manifestOf(cwd)).toMatchObject({ state: 'incomplete', coverage: 0, models: { j: { calls: 9 } } });
    expect(tableOf(cwd, 'scores').every(({ status, score }) => status !== 'ok' && score === undefined)).toBe(true);
  });

  it('that can not digest one prompt costs that one alone', async () => {
    const server = await ModelServer.start((response, request) =>
      request.body.messages[0].content.includes('text 3 end') ? fail(500, 'no')(response) : judge(response, request),
    );
    const cwd = tempFolder();
    // One after the other, and the poison last: nothing is answered while it is tried.
    const backend = openai(server.url, { concurrency: 1, retries: { ...retries, tries: 3 } });
    writeJudging(cwd, { samples: 4, batchSize: 1, rounds: 3, backend, over: { minCoverage: 0.75 } });
    const { exitCode } = await assay(['run', 'run.yaml'], { cwd });
    expect(exitCode).toBe(0);
    expect(manifestOf(cwd)).toMatchObject({ state: 'complete', models: { j: { calls: 12, failed: 3 } } });
  });
});
