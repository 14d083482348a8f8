// What the README and docs/ say is run: see CONTRIBUTING.md for how blocks are marked.
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { EXIT } from '../src/commands/outcome.ts';
import { loadConfig } from '../src/config/load.ts';
import { check } from '../src/evaluators/mt-bench/checks/schema.ts';
import { model, play } from '../src/evaluators/mt-bench/fixtures.ts';
import { gateProblem } from '../src/gates/parse.ts';
import { parseCsv } from '../src/results/csv.ts';
import { manifestSchema } from '../src/results/manifest.ts';
import { RATING_COLUMNS, SCORE_COLUMNS, SUMMARY_COLUMNS, TABLES_VERSION } from '../src/results/tables.ts';
import { assay, BIN, ROOT } from './support/assay.ts';
import { anchorsOf, type Block, blocksOf, codeIn, linksOf, tableBelow } from './support/markdown.ts';

const PAGES = [
  ...['README.md', 'CONTRIBUTING.md'].filter((name) => existsSync(join(ROOT, name))),
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
const text = (page: string) => readFileSync(join(ROOT, page), 'utf8');

/** What configs on the pages take from the environment. */
const ENVIRONMENT = {
  EXAMPLE_API_KEY: 'a-key-of-an-example',
  GATEWAY_KEY: 'a-key-of-an-example',
  MY_KEY: 'a-key-of-an-example',
  OPENAI_API_KEY: 'a-key-of-an-example',
};

/** A copy of what the repository ships, with a finished quickstart, and programs that start the built one. */
let copy = '';
let environment: Record<string, string> = {};

beforeAll(async () => {
  copy = mkdtempSync(join(tmpdir(), 'assay-docs-'));
  const programs = join(copy, '.programs');
  mkdirSync(programs);
  const start = `exec "${process.execPath}" "${BIN}"`;
  for (const [name, script] of Object.entries({
    assay: `${start} "$@"`,
    npx: `shift; ${start} "$@"`,
    npm: `[ "$1" = start ] && ${start} run configs/quickstart.yaml`,
  })) {
    writeFileSync(join(programs, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }
  for (const name of ['configs', 'datasets']) cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  for (const name of ['bin', 'dist']) symlinkSync(join(ROOT, name), join(copy, name));
  writeFileSync(join(copy, 'package.json'), '{}');
  const { PATH = '' } = process.env;
  environment = {
    ...ENVIRONMENT,
    PATH: `${programs}:${PATH}`,
    NO_COLOR: '1',
    CI: 'true',
    MT_BENCH: mtBenchFiles(copy),
  };
  const { exitCode } = await assay(['run', 'configs/quickstart.yaml', '--quiet'], { cwd: copy });
  expect(exitCode).toBe(0);
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** A folder for a page: what is run there does not show on other pages. */
function folderFor(page: string): string {
  const folder = join(copy, 'pages', page);
  mkdirSync(folder, { recursive: true });
  for (const name of ['configs', 'datasets', 'results', 'package.json'])
    cpSync(join(copy, name), join(folder, name), { recursive: true });
  for (const name of ['bin', 'dist']) symlinkSync(join(ROOT, name), join(folder, name));
  return folder;
}

/** Files in the form of FastChat's, with a question of our own. */
function mtBenchFiles(folder: string): string {
  const at = join(folder, 'mt-bench');
  mkdirSync(join(at, 'reference_answer'), { recursive: true });
  const question = { question_id: 1, category: 'math', turns: ['What is 6 times 7?', 'And half of that?'] };
  writeFileSync(join(at, 'question.jsonl'), JSON.stringify(question));
  const choices = [{ index: 0, turns: ['42', '21'] }];
  writeFileSync(
    join(at, 'reference_answer/gpt-4.jsonl'),
    JSON.stringify({ question_id: 1, model_id: 'gpt-4', choices }),
  );
  const template = (turns: number, reference: boolean) => {
    const numbers = Array.from({ length: turns }, (_, i) => i + 1);
    const shown = (n: number) => `{question_${n}} {answer_${n}}${reference ? ` {ref_answer_${n}}` : ''}`;
    const body =
      turns === 1 ? `{question} {answer}${reference ? ' {ref_answer_1}' : ''}` : numbers.map(shown).join('\n');
    const name = `${turns}-${reference}`;
    return JSON.stringify({ name, type: 'single', system_prompt: 'Judge the second question.', prompt_template: body });
  };
  const prompts = [template(1, false), template(1, true), template(2, false), template(2, true)];
  writeFileSync(join(at, 'judge_prompts.jsonl'), prompts.join('\n'));
  return at;
}

const OURS = /^(?:[A-Z_]+=\S*\s+)*(?:assay|npx assay|node bin\/assay\.js|npm start)(?=\s|$)/;

/** The commands of a block that start our program, each on one line, without comments behind them. */
function commandsOf({ language, text: block }: Block): string[] {
  const lines = block.replace(/\\\n\s*/g, '').split('\n');
  const typed =
    language === 'console' ? lines.filter((line) => line.startsWith('$ ')).map((line) => line.slice(2)) : lines;
  return typed
    .flatMap((line) => line.split(' && '))
    .map((line) => line.trim())
    .filter((line) => OURS.test(line));
}

/** The words of a command up to a pipe, a redirection or a comment, without what starts the program. */
function wordsOf(command: string): string[] {
  const words: string[] = [];
  for (const [whole, single, double, plain] of command.matchAll(/'([^']*)'|"([^"]*)"|([^\s'"]+)/g)) {
    if (plain !== undefined && /^(?:[|>;#]|\d?>)/.test(plain)) break;
    words.push(single ?? double ?? plain ?? whole);
  }
  const start = words.findIndex((word) => !/^[A-Z_]+=/.test(word));
  const program = words.slice(start);
  if (program[0] === 'npm') return ['run', 'configs/quickstart.yaml'];
  return program.slice(program[0] === 'assay' ? 1 : 2);
}

const helps = new Map<string, Promise<string>>();
function helpOf(...command: string[]): Promise<string> {
  const key = command.join(' ');
  const known = helps.get(key) ?? assay([...command, '--help']).then(({ stdout }) => stdout);
  helps.set(key, known);
  return known;
}

/** A command that is not run must at least be one: its flags exist, its gates are gates, configs that are there are valid. */
async function checkWords(words: readonly string[], folder: string): Promise<void> {
  const [command = ''] = words;
  if (command.startsWith('-')) return;
  expect(await helpOf(), `assay ${command}`).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
  const help = await helpOf(...(command === 'recording' ? words.slice(0, 2) : [command]));
  const settings: string[] = [];
  for (const [i, word] of words.entries()) {
    if (!/^--?[a-z]/.test(word)) continue;
    const [flag = '', inline] = word.split('=', 2);
    expect(help, `${flag} of assay ${command}`).toMatch(new RegExp(`(?:^|[ ,])${flag}(?:[ ,\n]|$)`, 'm'));
    const value = inline ?? words[i + 1] ?? '';
    if (flag === '--gate') expect(gateProblem(value), value).toBeUndefined();
    if (['--set', '--limit', '--seed', '--name'].includes(flag)) settings.push(flag, value);
  }
  if (!['run', 'plan', 'validate'].includes(command)) return;
  const configs = words.filter((word) => word.endsWith('.yaml') && existsSync(join(folder, word)));
  if (configs.length === 0) return;
  const { exitCode, stderr } = await assay(['validate', ...configs, ...settings], { cwd: folder, env: environment });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
}

const noted = ({ notes }: Block, word: string) =>
  notes.filter((note) => note.startsWith(word)).map((note) => note.slice(word.length).trim());

describe.concurrent('the commands of', () => {
  for (const page of PAGES) {
    const blocks = blocksOf(text(page)).filter(({ language }) => ['sh', 'bash', 'console', 'shell'].includes(language));
    if (blocks.every((block) => commandsOf(block).length === 0)) continue;
    it(page, { timeout: 180_000 }, async ({ expect: expects }) => {
      const folder = folderFor(page);
      for (const block of blocks) {
        for (const command of noted(block, 'setup:')) {
          const { exitCode, stderr } = await execa('sh', ['-c', command], {
            cwd: folder,
            env: environment,
            reject: false,
          });
          expects({ command, exitCode, stderr }).toMatchObject({ exitCode: 0 });
        }
        const notRun = noted(block, 'not run').length > 0;
        const [exits = '0'] = noted(block, 'exits with');
        for (const command of commandsOf(block)) {
          if (notRun) {
            await checkWords(wordsOf(command), folder);
            continue;
          }
          const { exitCode, stderr } = await execa('sh', ['-c', command], {
            cwd: folder,
            env: environment,
            reject: false,
            stdin: 'ignore',
          });
          expects({
            place: `${page}:${block.line}`,
            command,
            exitCode,
            stderr: exitCode === Number(exits) ? '' : stderr,
          }).toEqual({
            place: `${page}:${block.line}`,
            command,
            exitCode: Number(exits),
            stderr: '',
          });
        }
      }
    });
  }
});

/** The config that a snippet is laid over, by the type of its evaluator. */
const BASES: Record<string, string> = { peem: 'configs/peem-live.yaml', 'mt-bench': 'configs/multi-turn.yaml' };

type Mapping = Record<string, unknown>;

/** A snippet over a config: its mappings go into those that are there, everything else takes the place of what is there. */
function laidOver(base: Mapping, over: Mapping): Mapping {
  const merged: Mapping = { ...base };
  if ('backends' in over) delete merged.backend;
  if ('backend' in over) delete merged.backends;
  for (const [key, value] of Object.entries(over)) {
    const before = merged[key];
    const both = isMapping(before) && isMapping(value) && (before.type === value.type || value.type === undefined);
    merged[key] = both && key !== 'evaluator' ? laidOver(before, value) : value;
  }
  return merged;
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

describe('the configs on', () => {
  for (const page of PAGES) {
    const blocks = blocksOf(text(page)).filter(({ language, notes }) => {
      return ['yaml', 'yml'].includes(language) && !notes.includes('not a config');
    });
    const configs = blocks.filter((block) => !isWorkflow(block.text));
    if (configs.length === 0) continue;
    it(page, () => {
      for (const [i, block] of configs.entries()) {
        const path = join(copy, 'configs', `${page.replaceAll('/', '-')}-${i}.yaml`);
        writeFileSync(path, wholeConfig(block));
        expect(() => loadConfig(path, { env: ENVIRONMENT }), `${page}:${block.line}`).not.toThrow();
      }
    });
  }

  it('configs/, each with what it says that it needs', async () => {
    const configs = readdirSync(join(copy, 'configs')).filter(
      (name) => existsSync(join(ROOT, 'configs', name)) && name.endsWith('.yaml'),
    );
    for (const name of configs) {
      const config = text(`configs/${name}`);
      const head = config.slice(0, config.indexOf('\n\nname:'));
      expect(head).toMatch(/\bneeds\b/);
      for (const [, variable] of config.matchAll(/(?<!\$)\$\{(\w+)/g))
        expect(head, name).toMatch(new RegExp(`\\b${variable}\\b`));
    }
    const paths = configs.map((name) => `configs/${name}`);
    const { exitCode, stdout, stderr } = await assay(['validate', ...paths], { cwd: copy, env: environment });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout.split('\n')).toHaveLength(configs.length);
  });
});

function isWorkflow(block: string): boolean {
  return /^(?:jobs|evaluation|on|stages):/m.test(block);
}

function wholeConfig({ text: block, notes, line }: Block): string {
  const quoted = block.replace(/(?<!["'])(\$\{[A-Z_]+(?::-[^}]*)?\})(?!["'])/g, (reference) =>
    JSON.stringify(reference),
  );
  const over: Mapping = parse(quoted);
  if ('dataset' in over && 'evaluator' in over) return block;
  const named = notes
    .find((note) => note.startsWith('over:'))
    ?.slice('over:'.length)
    .trim();
  const type = isMapping(over.evaluator) ? String(over.evaluator.type ?? 'batcheval') : 'batcheval';
  const base = parse(text(named ?? BASES[type] ?? 'configs/quickstart.yaml').replace(/\$\{\w+:-([^}]*)\}/g, '$1'));
  const merged = laidOver(base, over);
  expect(Object.keys(merged), `line ${line}: the keys of a snippet`).toEqual(
    expect.arrayContaining(['dataset', 'evaluator']),
  );
  // Models and judges of the config below have no backend to choose from where the snippet names several.
  if ('backends' in over && !('models' in over)) delete merged.models;
  // References to the environment stand as they are mostly written, without quotation marks.
  return stringify(merged, { lineWidth: 0 });
}

it('every line of JSON on the pages is JSON, and the checks among it are checks', () => {
  for (const page of PAGES) {
    for (const { language, text: block, line } of blocksOf(text(page))) {
      const lines =
        language === 'jsonl'
          ? block.split('\n').filter((each) => each.trim() !== '')
          : language === 'json'
            ? [block]
            : [];
      for (const each of lines) expect(() => JSON.parse(each), `${page}:${line}`).not.toThrow();
    }
  }
  const rows = tableBelow(text('docs/multi-turn.md'), '## Checks');
  const kinds = check.options.map(({ shape }) => [...shape.type.values][0]);
  expect(rows.map(([type]) => codeIn(type!)[0])).toEqual(kinds);
  for (const [, , example] of rows) expect(check.safeParse(JSON.parse(codeIn(example!)[0]!)).error).toBeUndefined();
});

it('every link on the pages leads somewhere', () => {
  const lost: string[] = [];
  for (const page of PAGES) {
    for (const link of linksOf(text(page))) {
      if (/^(?:[a-z]+:|\/\/)/.test(link)) continue;
      const [path = '', anchor] = link.split('#', 2);
      const target = path === '' ? join(ROOT, page) : resolve(ROOT, dirname(page), path);
      const there = existsSync(target) && !relative(ROOT, target).startsWith('..');
      const found =
        there &&
        (anchor === undefined || !target.endsWith('.md') || anchorsOf(readFileSync(target, 'utf8')).has(anchor));
      if (!found) lost.push(`${page}: ${link}`);
    }
  }
  expect(lost).toEqual([]);
});

it('docs/README.md lists every page', () => {
  const listed = linksOf(text('docs/README.md'));
  for (const page of PAGES.filter((each) => each.startsWith('docs/') && each !== 'docs/README.md'))
    expect(listed).toContain(page.slice('docs/'.length));
});

it('docs/config.md has every key of the schema (else: npm run build && npm run docs)', async () => {
  const script = join(ROOT, 'scripts/config-reference.mjs');
  const { exitCode, stderr } = await execa(process.execPath, [script, '--check'], { reject: false });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
});

it('docs/exit-codes.md has the exit codes', () => {
  const codes = tableBelow(text('docs/exit-codes.md'), '# Exit codes').map(([code]) => Number(code));
  expect(codes).toEqual(Object.values(EXIT));
});

describe('docs/results.md', () => {
  const page = text('docs/results.md');
  const first = (heading: string) => tableBelow(page, heading).flatMap(([cell]) => codeIn(cell!));
  const source = (path: string) => readFileSync(join(ROOT, 'src', path), 'utf8');

  it('has the columns', () => {
    expect(first('## ratings.csv')).toEqual([...RATING_COLUMNS]);
    expect(first('## scores.csv')).toEqual([...SCORE_COLUMNS]);
    expect(first('## summary.csv')).toEqual([...SUMMARY_COLUMNS]);
    const checks = /columns: \[([^\]]*)\]/.exec(source('evaluators/mt-bench/checks-table.ts'))![1]!;
    expect(first('## checks.csv')).toEqual(Array.from(checks.matchAll(/'(\w+)'/g), ([, name]) => name));
    const own = source('evaluators/peem/tables.ts');
    for (const column of first('## consistency.csv, pairs.csv, trace.csv'))
      expect(own).toMatch(new RegExp(`['\`]${column.replace('[…]', '\\[')}`));
    expect(page).toContain(`\`tables\` in \`run.json\` is ${TABLES_VERSION}.`);
  });

  it('has the statuses', () => {
    const statuses = Array.from(source('judging/status.ts').matchAll(/^ {2}\| '([a-z-]+)'/gm), ([, status]) => status);
    expect(first('## Statuses')).toEqual(statuses);
  });

  it('has the fields of run.json', () => {
    const fields = Object.keys(manifestSchema.shape);
    expect(first('## run.json')).toEqual(fields);
    const written = JSON.parse(readFileSync(join(copy, 'results/quickstart/run.json'), 'utf8'));
    expect(fields).toEqual(expect.arrayContaining(Object.keys(written)));
  });

  it('has the criteria of multi-turn runs, and every statistic of every evaluator, and no other', async () => {
    const known = new Set(first('## Statistics'));
    const seen = new Set<string>();
    const see = (name: string | undefined) => seen.add(name!.replace(/\[.*$/, ''));
    await assay(['run', 'configs/peem-predictions.yaml', '--quiet'], { cwd: copy });
    for (const run of ['quickstart', 'peem-predictions']) {
      const rows = parseCsv(readFileSync(join(copy, 'results', run, 'summary.csv'), 'utf8'));
      for (const { statistic } of rows) see(statistic);
    }
    const runs = await Promise.all(['single', 'pairwise-all'].map(scripted));
    for (const { statistics } of runs) for (const { statistic } of statistics) see(statistic);
    expect([...seen].filter((name) => !known.has(name))).toEqual([]);
    // What these runs have no reason to show: several judges, failures, prices.
    const sources = ['evaluators/batcheval/summarise.ts', 'evaluators/peem/summarise.ts', 'pipeline/totals.ts']
      .map(source)
      .join('');
    const unseen = [...known].filter((name) => !seen.has(name));
    expect(unseen.filter((name) => !new RegExp(`['\`]${name}\\b`).test(sources))).toEqual([]);

    const criteria = new Set(
      runs.flatMap(({ ratings, scores }) => [...ratings, ...scores].map(({ criterion }) => criterion)),
    );
    const documented = first('## Criteria of multi-turn checks');
    for (const criterion of criteria) {
      const general = criterion
        .replace(/^ablated:.*/, 'ablated:…')
        .replace(/^check:.*/, 'check:TYPE#PLACE')
        .replace(/^preference:.*/, 'preference:OPPONENT');
      expect(documented).toContain(general);
    }
  });
});

/** A small multi-turn run with everything switched on. */
function scripted(mode: string) {
  const turn = (user: string, on: number[]) => ({
    user,
    depends_on: on,
    phenomenon: on.length > 0 ? 'ellipsis' : 'none',
    checks: [{ type: 'contains', all: ['a'] }],
  });
  const rows = ['s1', 's2'].map((id) => ({
    id,
    category: 'math',
    turns: [turn('One?', []), turn('Two?', [1]), turn('Three?', [2])],
  }));
  return play({
    config: {
      mode,
      judges: [
        { name: 'j1', model: 'j1' },
        { name: 'j2', model: 'j2' },
      ],
      repeats: 2,
      ablation: true,
      contextErrors: true,
    },
    rows,
    models: [model('m1'), model('m2')],
    script: ({ model: { name }, task }) => {
      const [first, second, again] = [/, s1,|to s1,/, /turn 2/, /repeat 1/].map((what) => what.test(task));
      if (!name.startsWith('j')) return first === (name === 'm1') ? 'a long answer' : second ? 'no' : 'a';
      // m1 wins the first session, m2 the other; one judge changes its mind on second turns.
      const wins = (first !== (again && second && name === 'j1')) === task.endsWith('first in order');
      const kind = second ? 'neglect, turn 1' : 'none';
      return `Context: [[${kind}]]\nRating: [[${first ? 8 : again ? 4 : 3}]]\nVerdict: [[${wins ? 'A' : 'B'}]]`;
    },
  });
}
