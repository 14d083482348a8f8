// Measures assay against a bare keep-alive fetch loop on the same work, in turn, on one machine:
//   npm run bench            everything (some 10 minutes)
//   npm run bench -- --quick   a tenth of the work, once
// Prints a Markdown table with medians and ratios; docs/benchmarks.md holds one, with its date and versions.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const quick = process.argv.includes('--quick');
const REPEATS = quick ? 1 : 3;
const SCALE = quick ? 10 : 1;
const BIN = resolve('bin/assay.js');
const BARE = resolve('bench/bare-loop.mjs');
const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
const servers = [];

/** Starts a server of its own process. @returns its port */
async function serve(latency) {
  const child = spawn(process.execPath, [resolve('bench/server.mjs'), String(latency)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  servers.push(child);
  return new Promise((found) => child.stdout.once('data', (line) => found(Number(line))));
}

/** Runs a program. @returns wall seconds and peak memory in MB */
function measure(args) {
  const started = performance.now();
  const { status, stderr } = spawnSync('/usr/bin/time', ['-f', 'peak %M', process.execPath, ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  const seconds = (performance.now() - started) / 1000;
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return { seconds, megabytes: Number(/peak (\d+)/.exec(stderr)?.[1]) / 1024 };
}

function writeRows(name, count) {
  const text = 'It says something about the weather, and something else. '.repeat(3);
  const lines = Array.from({ length: count }, (_, i) =>
    JSON.stringify({ id: `s${i}`, output: `This is text number ${i}. ${text}` }),
  );
  writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
}

function writeConfig({ name, port, protocol = 'openai', concurrency, rows, batchSize = 1, rounds = 1 }) {
  const baseUrl = `http://127.0.0.1:${port}${protocol === 'openai' ? '/v1' : ''}`;
  const config = {
    name,
    backend: { type: protocol, baseUrl, concurrency },
    dataset: { path: rows },
    evaluator: {
      type: 'batcheval',
      judge: { model: 'm' },
      batchSize,
      rounds,
      procedure: 'one-stage',
      criteria: [{ name: 'quality', scale: [1, 5], question: 'How good is it?' }],
    },
  };
  writeFileSync(join(folder, `${name}.yaml`), JSON.stringify(config));
  return [BIN, 'run', `${name}.yaml`, '-q'];
}

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
const fresh = () => rmSync(join(folder, 'results'), { recursive: true, force: true });
const table = [];
function report(work, goal, figures) {
  table.push({ work, goal, ...figures });
  console.error(`${work}: ${JSON.stringify(figures)}`);
}

/** A and B in turn; the ratio is the median of the pairs' ratios, so that a drifting machine does not matter. */
function sideBySide(a, b) {
  const pairs = Array.from({ length: REPEATS }, () => {
    fresh();
    const first = measure(a);
    const second = measure(b);
    return { first, second };
  });
  return {
    assay: `${median(pairs.map(({ first }) => first.seconds)).toFixed(1)} s`,
    bare: `${median(pairs.map(({ second }) => second.seconds)).toFixed(1)} s`,
    ratio: median(pairs.map(({ first, second }) => first.seconds / second.seconds)).toFixed(2),
    memory: `${median(pairs.map(({ first }) => first.megabytes)).toFixed(0)} MB`,
  };
}

try {
  const calls = 20_000 / SCALE;
  writeRows('rows.jsonl', calls);
  const port = await serve(0);
  const bare = (url) => [BARE, url, 'rows.jsonl', '32', 'out.csv'];

  const openai = writeConfig({ name: 'openai', port, concurrency: 32, rows: 'rows.jsonl' });
  report(
    `${calls} calls, 0 ms, 32 in flight, OpenAI protocol`,
    'ratio ≤ 1.5, ≤ 250 MB',
    sideBySide(openai, bare(`http://127.0.0.1:${port}/v1/chat/completions`)),
  );

  const again = Array.from({ length: REPEATS }, () => measure(openai));
  report('the same again, everything recorded', '≤ 3 s', {
    assay: `${median(again.map(({ seconds }) => seconds)).toFixed(1)} s`,
    memory: `${median(again.map(({ megabytes }) => megabytes)).toFixed(0)} MB`,
  });

  const ollama = writeConfig({ name: 'ollama', port, protocol: 'ollama', concurrency: 32, rows: 'rows.jsonl' });
  report(
    `${calls} calls, 0 ms, 32 in flight, Ollama protocol`,
    'ratio ≤ 1.5',
    sideBySide(ollama, bare(`http://127.0.0.1:${port}/api/chat`)),
  );

  const slowCalls = 5000 / SCALE;
  writeRows('slow.jsonl', slowCalls);
  const slowPort = await serve(50);
  const slow = writeConfig({ name: 'slow', port: slowPort, concurrency: 128, rows: 'slow.jsonl' });
  const ideal = (slowCalls * 0.05) / 128;
  const slowRuns = Array.from({ length: REPEATS }, () => {
    fresh();
    return measure(slow);
  });
  const slowMedian = median(slowRuns.map(({ seconds }) => seconds));
  report(`${slowCalls} calls, 50 ms, 128 in flight`, 'ratio to the ideal ≤ 1.15', {
    assay: `${slowMedian.toFixed(2)} s`,
    bare: `${ideal.toFixed(2)} s ideal`,
    ratio: (slowMedian / ideal).toFixed(2),
  });

  const samples = 10_000 / SCALE;
  writeRows('batches.jsonl', samples);
  const batches = writeConfig({
    name: 'batches',
    port,
    concurrency: 32,
    rows: 'batches.jsonl',
    batchSize: 10,
    rounds: 5,
  });
  const plain =
    median(
      Array.from({ length: REPEATS }, () => {
        fresh();
        return measure(openai).seconds;
      }),
    ) / calls;
  const batch =
    median(
      Array.from({ length: REPEATS }, () => {
        fresh();
        return measure(batches).seconds;
      }),
    ) /
    ((samples / 10) * 5);
  report(`BatchEval, ${samples} samples × 5 rounds in batches of 10: time a call`, '≤ 2 × that of the plain calls', {
    assay: `${(batch * 1000).toFixed(2)} ms`,
    bare: `${(plain * 1000).toFixed(2)} ms plain`,
    ratio: (batch / plain).toFixed(2),
  });

  const large = 200_000 / SCALE;
  writeRows('large.jsonl', large);
  const largeRun = writeConfig({ name: 'large', port, concurrency: 32, rows: 'large.jsonl' });
  fresh();
  const small = measure(openai);
  fresh();
  const big = measure(largeRun);
  report(`${large} calls beside ${calls}`, 'memory ≤ 2 ×, time in proportion', {
    assay: `${big.seconds.toFixed(1)} s`,
    bare: `${small.seconds.toFixed(1)} s`,
    ratio: `${(big.seconds / small.seconds).toFixed(1)} in time, ${(big.megabytes / small.megabytes).toFixed(2)} in memory`,
    memory: `${big.megabytes.toFixed(0)} MB`,
  });

  writeFileSync(join(folder, 'wrong.yaml'), 'dataset: 3\n');
  const start = (args, expected) =>
    median(
      Array.from({ length: quick ? 5 : 15 }, () => {
        const started = performance.now();
        const { status } = spawnSync(process.execPath, args, { cwd: folder });
        if (status !== expected) throw new Error(`${args.join(' ')} ended with ${status}`);
        return performance.now() - started;
      }),
    );
  const node = start(['-e', '0'], 0);
  for (const [name, args, code] of [
    ['--help', ['--help'], 0],
    ['--version', ['--version'], 0],
    ['a config error', ['run', 'wrong.yaml'], 2],
  ]) {
    const took = start([BIN, ...args], code);
    report(`assay ${name}`, '≤ 2 × node -e 0', {
      assay: `${took.toFixed(0)} ms`,
      bare: `${node.toFixed(0)} ms`,
      ratio: (took / node).toFixed(2),
    });
  }
} finally {
  for (const server of servers) server.kill();
  rmSync(folder, { recursive: true, force: true });
}

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
console.log(`assay ${version}, Node ${process.version}, ${cpus().length} × ${cpus()[0].model}\n`);
console.log('| work | goal | assay | beside | ratio | memory |\n|---|---|---|---|---|---|');
for (const { work, goal, assay, bare = '', ratio = '', memory = '' } of table)
  console.log(`| ${work} | ${goal} | ${assay} | ${bare} | ${ratio} | ${memory} |`);
