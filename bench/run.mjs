// Measures assay against bare loops (bench/bare-loop.mjs) on the same work, in turn, on one machine:
//   npm run bench              everything (some 10 minutes)
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

/** The seconds from the first call that a server got to its last reply, since this was asked before. */
async function span(port) {
  const response = await fetch(`http://127.0.0.1:${port}/span`);
  return (await response.json()).seconds;
}

/**
 * Measures several programs in turn, so that a drifting machine does not matter, each assay run from nothing.
 *
 * @param arms arguments to Node by name
 * @param port where the calls go
 * @returns by name: median seconds and megabytes, median seconds from the first call to the last reply, and the median of
 * the ratios to the first one's seconds
 */
async function inTurn(arms, port, repeats = REPEATS) {
  const names = Object.keys(arms);
  const rounds = [];
  for (let i = 0; i < repeats; i += 1) {
    const round = {};
    for (const name of names) {
      fresh();
      await span(port);
      round[name] = { ...measure(arms[name]), calls: await span(port) };
    }
    rounds.push(round);
  }
  return Object.fromEntries(
    names.map((name) => [
      name,
      {
        seconds: median(rounds.map((round) => round[name].seconds)),
        calls: median(rounds.map((round) => round[name].calls)),
        megabytes: median(rounds.map((round) => round[name].megabytes)),
        ratio: median(rounds.map((round) => round[names[0]].seconds / round[name].seconds)),
      },
    ]),
  );
}

const table = [];
function report(work, goal, { assay, beside = '', ratio = '', memory = '' }) {
  table.push([work, goal, assay, beside, ratio, memory]);
  console.error(table.at(-1).join(' | '));
}

const inSeconds = ({ seconds }, digits = 1) => `${seconds.toFixed(digits)} s`;
const inMilliseconds = (seconds) => `${(seconds * 1000).toFixed(2)} ms`;
const inMegabytes = ({ megabytes }) => `${megabytes.toFixed(0)} MB`;
const bare = (client, url, rows, inFlight) => [BARE, client, url, rows, String(inFlight), 'out.csv'];

try {
  const calls = 20_000 / SCALE;
  writeRows('rows.jsonl', calls);
  const port = await serve(0);

  const openai = writeConfig({ name: 'openai', port, concurrency: 32, rows: 'rows.jsonl' });
  const ollama = writeConfig({ name: 'ollama', port, protocol: 'ollama', concurrency: 32, rows: 'rows.jsonl' });
  for (const [protocol, run, path] of [
    ['OpenAI', openai, '/v1/chat/completions'],
    ['Ollama', ollama, '/api/chat'],
  ]) {
    const url = `http://127.0.0.1:${port}${path}`;
    const arms = {
      assay: run,
      byFetch: bare('fetch', url, 'rows.jsonl', 32),
      byHttp: bare('http', url, 'rows.jsonl', 32),
    };
    const { assay, byFetch, byHttp } = await inTurn(arms, port);
    report(`${calls} calls, 0 ms, 32 in flight, ${protocol} protocol`, '≤ 1.5 × fetch, ≤ 250 MB', {
      assay: inSeconds(assay),
      beside: `fetch ${inSeconds(byFetch)}, http ${inSeconds(byHttp)}`,
      ratio: `${byFetch.ratio.toFixed(2)} × fetch, ${byHttp.ratio.toFixed(2)} × http`,
      memory: inMegabytes(assay),
    });
  }

  fresh();
  measure(openai);
  const again = Array.from({ length: REPEATS }, () => measure(openai));
  report(`the same again, everything recorded`, '≤ 3 s', {
    assay: `${median(again.map(({ seconds }) => seconds)).toFixed(1)} s`,
    memory: `${median(again.map(({ megabytes }) => megabytes)).toFixed(0)} MB`,
  });

  const slowCalls = 5000 / SCALE;
  writeRows('slow.jsonl', slowCalls);
  const slowPort = await serve(50);
  const slowUrl = `http://127.0.0.1:${slowPort}/v1/chat/completions`;
  const ideal = (slowCalls * 0.05) / 128;
  const slow = await inTurn(
    {
      assay: writeConfig({ name: 'slow', port: slowPort, concurrency: 128, rows: 'slow.jsonl' }),
      byFetch: bare('fetch', slowUrl, 'slow.jsonl', 128),
      byHttp: bare('http', slowUrl, 'slow.jsonl', 128),
    },
    slowPort,
  );
  report(`${slowCalls} calls, 50 ms, 128 in flight`, '≤ 1.15 × ideal', {
    assay: inSeconds(slow.assay, 2),
    beside: `ideal ${ideal.toFixed(2)} s, fetch ${inSeconds(slow.byFetch, 2)}, http ${inSeconds(slow.byHttp, 2)}`,
    ratio: `${(slow.assay.seconds / ideal).toFixed(2)} × ideal (fetch ${(slow.byFetch.seconds / ideal).toFixed(2)}, http ${(slow.byHttp.seconds / ideal).toFixed(2)}); from the first call to the last reply ${(slow.assay.calls / ideal).toFixed(2)}`,
    memory: inMegabytes(slow.assay),
  });

  const samples = 10_000 / SCALE;
  writeRows('batches.jsonl', samples);
  const batchCalls = (samples / 10) * 5;
  const batchRun = { name: 'batches', port, concurrency: 32, rows: 'batches.jsonl', batchSize: 10, rounds: 5 };
  const { batches, plain, fewer } = await inTurn(
    { batches: writeConfig(batchRun), plain: openai, fewer: [...openai, '--limit', String(batchCalls)] },
    port,
  );
  report(`BatchEval, ${samples} samples × 5 rounds in batches of 10: time of a call`, '≤ 2 × that of a plain call', {
    assay: inMilliseconds(batches.seconds / batchCalls),
    beside: `of ${batchCalls} plain calls ${inMilliseconds(fewer.seconds / batchCalls)}, of ${calls} ${inMilliseconds(plain.seconds / calls)}`,
    ratio: `${fewer.ratio.toFixed(2)} × of as many, ${((plain.ratio * calls) / batchCalls).toFixed(2)} × of ${calls}`,
    memory: inMegabytes(batches),
  });

  const large = 200_000 / SCALE;
  writeRows('large.jsonl', large);
  const largeRun = writeConfig({ name: 'large', port, concurrency: 32, rows: 'large.jsonl' });
  const sizes = await inTurn({ large: largeRun, small: openai }, port, 1);
  report(`${large} calls beside ${calls}`, 'memory ≤ 2 ×, time in proportion', {
    assay: inSeconds(sizes.large),
    beside: `${calls} calls ${inSeconds(sizes.small)}`,
    ratio: `${sizes.small.ratio.toFixed(1)} in time, ${(sizes.large.megabytes / sizes.small.megabytes).toFixed(2)} in memory`,
    memory: inMegabytes(sizes.large),
  });

  writeFileSync(join(folder, 'wrong.yaml'), 'dataset: 3\n');
  const starts = {
    node: [['-e', '0'], 0],
    'assay --help': [[BIN, '--help'], 0],
    'assay --version': [[BIN, '--version'], 0],
    'assay, a config error': [[BIN, 'run', 'wrong.yaml'], 2],
  };
  const took = Object.fromEntries(Object.keys(starts).map((name) => [name, []]));
  for (let i = 0; i < (quick ? 5 : 21); i += 1) {
    for (const [name, [args, expected]] of Object.entries(starts)) {
      const started = performance.now();
      const { status } = spawnSync(process.execPath, args, { cwd: folder });
      if (status !== expected) throw new Error(`${args.join(' ')} ended with ${status}`);
      took[name].push(performance.now() - started);
    }
  }
  const { node, ...ours } = took;
  for (const [name, times] of Object.entries(ours)) {
    report(name, '≤ 2 × node -e 0', {
      assay: `${median(times).toFixed(0)} ms`,
      beside: `node -e 0 ${median(node).toFixed(0)} ms`,
      ratio: median(times.map((time, i) => time / node[i])).toFixed(2),
    });
  }
} finally {
  for (const server of servers) server.kill();
  rmSync(folder, { recursive: true, force: true });
}

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
console.log(`assay ${version}, Node ${process.version}, ${cpus().length} × ${cpus()[0].model}\n`);
console.log('| work | goal | assay | beside | ratio | memory |\n|---|---|---|---|---|---|');
for (const row of table) console.log(`| ${row.join(' | ')} |`);
