import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { parseCsv } from '../src/results/csv.ts';
import { random } from '../src/stats/random.ts';
import { assay } from './support/assay.ts';
import { tempFolder } from './support/temp-folder.ts';

const SAMPLES = 60;
const CALLS = 240; // 60 samples in batches of 4, 8 rounds, 2 criteria
const RATINGS = 960;
const KILLS = 20;

/** A judge that takes a moment, and counts how often it answered each call. */
async function startJudge(): Promise<{ server: Server; url: string; answered: Map<string, number> }> {
  const answered = new Map<string, number>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    response.setHeader('content-type', 'application/json');
    if (request.method === 'GET') return response.end('{"object":"list","data":[]}');
    const { messages, seed } = JSON.parse(Buffer.concat(chunks).toString());
    const prompt: string = messages[0].content;
    const call = `${seed} ${prompt}`;
    await new Promise((resolve) => setTimeout(resolve, 15));
    answered.set(call, (answered.get(call) ?? 0) + 1);
    const scores = [...prompt.matchAll(/text (\d+) end/g)].map(([, n], i) => `Sample${i + 1}:${(Number(n) * 7) % 11}`);
    const message = { role: 'assistant', content: `Scores: [${scores.join(', ')}]` };
    return response.end(
      JSON.stringify({
        choices: [{ index: 0, message, finish_reason: 'stop' }],
        usage: { prompt_tokens: 9, completion_tokens: 9 },
      }),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, answered };
}

function writeRun(folder: string, url: string): void {
  const rows = Array.from({ length: SAMPLES }, (_, i) => JSON.stringify({ id: `s${i}`, output: `text ${i} end` }));
  writeFileSync(join(folder, 'data.jsonl'), rows.join('\n'));
  const criterion = (name: string) => ({ name, scale: [0, 10], question: 'How good?' });
  const config = {
    name: 'r',
    backend: { type: 'openai', baseUrl: url, concurrency: 4 },
    dataset: { path: 'data.jsonl' },
    evaluator: {
      type: 'batcheval',
      judge: { model: 'j', seed: 1 }, // which tells equal prompts of different rounds apart
      batchSize: 4,
      rounds: 8,
      criteria: [criterion('a'), criterion('b')],
    },
  };
  writeFileSync(join(folder, 'run.yaml'), JSON.stringify(config));
}

/** A recorded request, as the judge names it. */
const callOf = ({ seed, messages }: { seed: number; messages: { content: string }[] }) =>
  `${seed} ${messages[0]!.content}`;

const results = (folder: string) =>
  ['ratings', 'scores', 'summary'].map((name) => readFileSync(join(folder, `results/r/${name}.csv`), 'utf8'));
const recordedCalls = (folder: string) =>
  existsSync(join(folder, 'results/recording.jsonl'))
    ? readFileSync(join(folder, 'results/recording.jsonl'), 'utf8')
        .split('\n')
        .filter((line) => line.endsWith('}'))
        .map((line) => JSON.parse(line))
    : [];

it('ends with the same files after kill -9 at any moment, and asks nothing twice that was recorded', async () => {
  const { url, answered } = await startJudge();
  const undisturbed = tempFolder();
  writeRun(undisturbed, url);
  expect((await assay(['run', 'run.yaml'], { cwd: undisturbed })).exitCode).toBe(0);
  expect(recordedCalls(undisturbed)).toHaveLength(CALLS);

  const folder = tempFolder();
  writeRun(folder, url);
  const { int } = random('kill');
  let kills = 0;
  while (kills < KILLS) {
    const before = new Map(recordedCalls(folder).map(({ key, request }) => [key, answered.get(callOf(request))]));
    const child = assay(['run', 'run.yaml'], { cwd: folder });
    // Killed when so many more calls are recorded: as good as a random moment, and the same on any machine.
    const target = before.size + 1 + int(6);
    while (recordedCalls(folder).length < target && child.exitCode === null)
      await new Promise((resolve) => setTimeout(resolve, 2));
    child.kill('SIGKILL');
    await child;
    kills += 1;
    for (const { key, request } of recordedCalls(folder)) {
      const times = before.get(key);
      if (times !== undefined) expect(answered.get(callOf(request))).toBe(times);
    }
  }
  const last = await assay(['run', 'run.yaml'], { cwd: folder });
  expect(last.exitCode).toBe(0);
  expect(results(folder)).toEqual(results(undisturbed));
});

it('keeps everything at Ctrl-C, says how to go on, and goes on', async () => {
  const { url } = await startJudge();
  const folder = tempFolder();
  writeRun(folder, url);
  const child = assay(['run', 'run.yaml'], { cwd: folder });
  while (recordedCalls(folder).length < 5) await new Promise((resolve) => setTimeout(resolve, 2));
  child.kill('SIGINT');
  const { exitCode, stdout, stderr } = await child;
  expect(exitCode).toBe(130);
  expect(stderr).toContain('Stopping');
  expect(stdout).toContain('The same command goes on from here');
  const manifest = JSON.parse(readFileSync(join(folder, 'results/r/run.json'), 'utf8'));
  expect(manifest.state).toBe('interrupted');
  const recorded = recordedCalls(folder).length;
  expect(recorded).toBeLessThan(CALLS);
  const again = await assay(['run', 'run.yaml'], { cwd: folder });
  expect(again.exitCode).toBe(0);
  expect(again.stderr).toContain(`${recorded} of them recorded`);
  expect(recordedCalls(folder)).toHaveLength(CALLS);
});

it('replays without a call, and names what a recording lacks', async () => {
  const { url, answered } = await startJudge();
  const folder = tempFolder();
  writeRun(folder, url);
  const early = await assay(['run', 'run.yaml', '--replay'], { cwd: folder });
  expect(early.exitCode).toBe(2);
  expect(early.stderr).toContain('j on a, round 0, batch 0');
  expect(answered.size).toBe(0);
  await assay(['run', 'run.yaml'], { cwd: folder });
  const live = results(folder);
  const asked = [...answered.values()].reduce((a, b) => a + b, 0);
  expect((await assay(['run', 'run.yaml', '--replay'], { cwd: folder })).exitCode).toBe(0);
  expect(results(folder)).toEqual(live);
  expect([...answered.values()].reduce((a, b) => a + b, 0)).toBe(asked);
  expect((await assay(['run', 'run.yaml', '--refresh'], { cwd: folder })).exitCode).toBe(0);
  expect([...answered.values()].reduce((a, b) => a + b, 0)).toBe(2 * asked);
});

it('lets two runs share a recording at once', async () => {
  const { url } = await startJudge();
  const folder = tempFolder();
  writeRun(folder, url);
  const runs = await Promise.all(
    ['one', 'two'].map((name) => assay(['run', 'run.yaml', '--name', name], { cwd: folder })),
  );
  expect(runs.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
  const scores = ['one', 'two'].map((name) => readFileSync(join(folder, `results/${name}/scores.csv`), 'utf8'));
  expect(scores[0]).toBe(scores[1]);
  const lines = readFileSync(join(folder, 'results/recording.jsonl'), 'utf8').trimEnd().split('\n');
  // An empty line is no harm: a writer closes what looked torn with one.
  for (const line of lines.filter((each) => each !== '')) expect(() => JSON.parse(line)).not.toThrow();

  const [first, second] = await Promise.all([1, 2].map(() => assay(['run', 'run.yaml', '--refresh'], { cwd: folder })));
  const codes = [first!.exitCode, second!.exitCode].sort();
  expect(codes).toEqual([0, 2]);
  expect(`${first!.stderr}${second!.stderr}`).toContain('another run');
});

it('leaves the results of a run as they are where the next one gets no answer at all', async () => {
  const { url } = await startJudge();
  const folder = tempFolder();
  writeRun(folder, url);
  await assay(['run', 'run.yaml'], { cwd: folder });
  const files = () =>
    readdirSync(join(folder, 'results/r')).map((name) => [name, readFileSync(join(folder, 'results/r', name), 'utf8')]);
  const before = files();
  const dead = ['--refresh', '--set', 'backend.baseUrl=http://127.0.0.1:9/v1'];
  const { exitCode } = await assay(['run', 'run.yaml', ...dead], { cwd: folder });
  expect(exitCode).toBe(3);
  expect(files()).toEqual(before);
});

it('reads stored replies anew', async () => {
  const { url } = await startJudge();
  const folder = tempFolder();
  writeRun(folder, url);
  await assay(['run', 'run.yaml'], { cwd: folder });
  const before = results(folder);
  const manifest = () => JSON.parse(readFileSync(join(folder, 'results/r/run.json'), 'utf8'));
  const asked = manifest();
  const { exitCode, stdout } = await assay(['rescore', 'results/r'], { cwd: folder });
  expect(exitCode).toBe(0);
  expect(stdout).toContain(`0 of ${RATINGS} ratings changed`);
  expect(results(folder)).toEqual(before);
  // When and what was asked is as it was.
  const { rescored, ...rest } = manifest();
  expect(rest).toEqual(asked);
  expect(Date.parse(rescored)).toBeGreaterThan(Date.parse(asked.started));
  // A stored reply that says something else is read as what it says.
  const calls = join(folder, 'results/r/calls.jsonl');
  writeFileSync(calls, readFileSync(calls, 'utf8').replace(/Sample1:\d+/, 'Sample1:1.5'));
  await assay(['run', 'run.yaml', '--name', 'foreign', '--limit', '4'], { cwd: folder });
  const refused = await assay(['rescore', 'results/r', '--out', 'results/foreign'], { cwd: folder });
  expect([refused.exitCode, refused.stderr]).toEqual([2, expect.stringContaining('holds another run ("foreign")')]);
  const changed = await assay(['rescore', 'results/r', '--out', 'results/other'], { cwd: folder });
  expect(changed.stdout).toContain(`1 of ${RATINGS} ratings changed`);
  // So is what a run warns of: here a round that was never asked.
  const config = readFileSync(join(folder, 'run.yaml'), 'utf8').replace('"rounds":8', '"rounds":9');
  writeFileSync(join(folder, 'more.yaml'), config);
  const more = await assay(['rescore', 'results/r', '--config', 'more.yaml', '--out', 'results/more'], { cwd: folder });
  expect(more.stdout.replace(/\s+/g, ' ')).toMatch(/Note: Only \d+ of \d+ ratings could be had \(\d+ not-asked\)/);
  expect(results(folder)).toEqual(before);
  // What can't be read is unreadable, as nobody is asked again, and a run that lacks scores then is incomplete.
  writeFileSync(calls, readFileSync(calls, 'utf8').replaceAll(/Scores: [^"]*/g, 'I would rather not.'));
  const lacking = await assay(['rescore', 'results/r', '--out', 'results/lacking'], { cwd: folder });
  expect([lacking.exitCode, lacking.stderr]).toEqual([3, expect.stringContaining('is incomplete: coverage 0.000')]);
  const rows = parseCsv(readFileSync(join(folder, 'results/lacking/ratings.csv'), 'utf8'));
  expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['unreadable']));
});
