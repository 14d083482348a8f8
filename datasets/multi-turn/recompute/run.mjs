// Recomputes every `answer` of the math and coding sessions in ../sessions.jsonl and compares.
//
//   node datasets/multi-turn/recompute/run.mjs                      all of them
//   node datasets/multi-turn/recompute/run.mjs math-03 coding-07    only these sessions
//
// math: the functions of math.mjs; String(result) must equal `answer`.
// coding: a program for each turn, put together as the rule in coding.mjs says (the only fenced code block of the
// turn's reference, or the entry's `code` where the reference has none; a newline; the entry's `run`), run with node
// or python3 in a temporary directory; its trimmed standard output must equal `answer`.
//
// Leaves with status 1 when any answer differs, can't be recomputed or has nothing that recomputes it, naming each.
// Where there is no python3 the Python turns are skipped, and that is said. Needs Node and nothing else.

import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import coding from './coding.mjs';
import math from './math.mjs';

const TIMEOUT_MS = 20_000;
const LANGUAGES = {
  javascript: { command: process.execPath, file: 'program.cjs' },
  python: { command: 'python3', file: 'program.py' },
};
const FENCED_BLOCK = /^```[^\n]*\n([\s\S]*?)^```[ \t]*$/gm;

/** Runs a command to its end; a program that never ends is killed. */
const execute = (command, args, options = {}) =>
  new Promise((resolve) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], timeout: TIMEOUT_MS });
    const output = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr']) {
      child[stream].setEncoding('utf8').on('data', (text) => {
        output[stream] += text;
      });
    }
    child.on('error', (error) => resolve({ ...output, problem: error.message }));
    child.on('close', (code, signal) => {
      const killed = signal && `stopped by ${signal} (the limit is ${TIMEOUT_MS / 1000} s)`;
      resolve({ ...output, problem: killed || (code === 0 ? undefined : `exit status ${code}`) });
    });
  });

/** The program of a coding turn, or what is wrong with its parts. */
const assemble = (reference, entry) => {
  const blocks = [...reference.matchAll(FENCED_BLOCK)].map((match) => match[1].replace(/\n$/, ''));
  if (blocks.length > 1) return { problem: `the reference has ${blocks.length} code blocks, one is the limit` };
  if (blocks.length === 1 && entry.code !== undefined) {
    return { problem: 'the reference has a code block, so the entry must not bring its own `code`' };
  }
  const code = blocks[0] ?? entry.code;
  if (code === undefined) return { problem: 'neither the reference nor the entry has any code' };
  return { program: `${code}\n${entry.run}\n` };
};

const recomputeMath = async (_turn, compute) => ({ result: String(compute()) });

const recomputeCoding = async (turn, entry) => {
  const language = LANGUAGES[entry.language];
  if (!language) return { problem: `unknown language ${entry.language}` };
  const { program, problem } = assemble(turn.reference ?? '', entry);
  if (problem) return { problem };
  const directory = await mkdtemp(join(tmpdir(), 'recompute-'));
  try {
    await writeFile(join(directory, language.file), program);
    const run = await execute(language.command, [language.file], { cwd: directory });
    if (run.problem) return { problem: `${run.problem}\n${run.stderr.trim()}`.trim() };
    return { result: run.stdout.trim() };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
};

const RECOMPUTE = {
  math: { entries: math, recompute: recomputeMath },
  coding: { entries: coding, recompute: recomputeCoding },
};

/** Every turn that must be recomputed, and every entry that belongs to no turn. */
const collect = (sessions, wanted) => {
  const jobs = [];
  const strays = [];
  for (const [category, { entries, recompute }] of Object.entries(RECOMPUTE)) {
    const inCategory = sessions.filter((session) => session.category === category);
    for (const session of inCategory) {
      session.turns.forEach((turn, index) => {
        const entry = entries[session.id]?.[index + 1];
        jobs.push({ name: `${session.id} turn ${index + 1}`, session: session.id, turn, entry, recompute });
      });
    }
    for (const [id, turns] of Object.entries(entries)) {
      const session = inCategory.find((candidate) => candidate.id === id);
      for (const number of Object.keys(turns)) {
        if (!session?.turns[number - 1]) strays.push({ name: `${id} turn ${number}`, session: id });
      }
    }
  }
  const isWanted = ({ session }) => wanted.length === 0 || wanted.includes(session);
  return { jobs: jobs.filter(isWanted), strays: strays.filter(isWanted) };
};

/** What is wrong with a turn's answer; nothing when it is right. */
const differenceOf = async ({ turn, entry, recompute }) => {
  if (entry === undefined) return 'nothing recomputes this answer';
  let outcome;
  try {
    outcome = await recompute(turn, entry);
  } catch (error) {
    outcome = { problem: error.stack ?? String(error) };
  }
  if (outcome.problem) return `could not be recomputed: ${outcome.problem}`;
  if (outcome.result === turn.answer) return undefined;
  return `answer is ${JSON.stringify(turn.answer)}, recomputed ${JSON.stringify(outcome.result)}`;
};

const inParallel = async (items, limit, work) => {
  const results = new Array(items.length);
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next;
      next += 1;
      results[index] = await work(items[index]);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
};

const wanted = process.argv.slice(2);
const text = await readFile(new URL('../sessions.jsonl', import.meta.url), 'utf8');
const sessions = text
  .split('\n')
  .filter((line) => line.trim())
  .map((line) => JSON.parse(line));
const { jobs, strays } = collect(sessions, wanted);

const needPython = jobs.filter(({ entry }) => entry?.language === 'python');
const hasPython = needPython.length === 0 || !(await execute('python3', ['--version'])).problem;
const runnable = hasPython ? jobs : jobs.filter((job) => !needPython.includes(job));

const differences = await inParallel(runnable, Math.min(4, availableParallelism()), differenceOf);
const failures = [
  ...wanted
    .filter((id) => !jobs.some(({ session }) => session === id))
    .map((id) => `${id}: no math or coding session has this id`),
  ...strays.map(({ name }) => `${name}: there is no such turn in sessions.jsonl`),
  ...runnable.flatMap(({ name }, index) => (differences[index] ? [`${name}: ${differences[index]}`] : [])),
];

for (const failure of failures) console.error(failure);
if (!hasPython) console.log(`skipped ${needPython.length} Python turns: there is no python3 on the path`);
const wrong = differences.filter(Boolean).length;
console.log(`recomputed ${runnable.length} answers, ${wrong} ${wrong === 1 ? 'differs' : 'differ'}`);
if (failures.length > 0) process.exitCode = 1;
