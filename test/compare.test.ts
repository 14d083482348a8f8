import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'assay-compare-'));
const results = join(folder, 'results');
const [one, other] = [join(results, 'one'), join(results, 'other')];
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function assay(...args: string[]) {
  return execa('node', ['bin/assay.js', ...args], {
    env: { NO_COLOR: '1', FORCE_COLOR: undefined, GITHUB_ACTIONS: '' },
    reject: false,
  });
}

/** A scores.csv as somebody else may have written it. */
function table(
  name: string,
  rows: readonly (readonly (string | number)[])[],
  columns = 'sample,criterion,score',
): string {
  const path = join(folder, `${name}.csv`);
  const quoted = rows.map((row) => row.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(','));
  writeFileSync(path, `${columns}\n${quoted.join('\n')}\n`);
  return path;
}

beforeAll(async () => {
  const run = (name: string, ...more: string[]) =>
    assay('run', 'configs/quickstart.yaml', '--results', results, '--name', name, '--quiet', ...more);
  await run('one');
  await run('other');
});

describe('assay compare', () => {
  it('compares the models of one run, with a leaderboard', async () => {
    const { stdout, exitCode } = await assay('compare', one);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^clarity +bluebird +atlas +\+2\.\d+ +\[.*\] +0\.\d+ +8\/0\/0 .* better$/m);
    expect(stdout).toMatch(/^clarity +1 +bluebird/m);
  });

  it('finds no difference between a run and itself, model by model', async () => {
    const { stdout } = await assay('compare', one, other, '--json');
    const { comparisons } = JSON.parse(stdout);
    expect(comparisons).toHaveLength(6);
    for (const each of comparisons) {
      expect(each).toMatchObject({ a: 'one', b: 'other', difference: 0, p: 1, ties: 8, verdict: 'undecided' });
    }
  });

  it('compares bare tables of an older version, with known results', async () => {
    const a = table(
      'a',
      Array.from({ length: 6 }, (_, i) => [`s${i}`, 'q', 2]),
    );
    const b = table('b', [...Array.from({ length: 6 }, (_, i) => [`s${i}`, 'q', i === 5 ? 1 : 3]), ['more', 'q', 3]]);
    const { stdout } = await assay('compare', a, b, '--csv');
    const [row] = parse(stdout, { columns: true }) as Record<string, string>[];
    expect(row).toMatchObject({ a: 'a', b: 'b', pairs: '6', wins: '5', ties: '0', losses: '1', p: String(14 / 64) });
    expect(row).toMatchObject({ verdict: 'undecided', needed: '12', only_a: '0', only_b: '1' });
    const text = await assay('compare', a, b);
    expect(text.stdout).toMatch(/samples needed$.* can't tell +≥ 12$/ms);
    expect(text.stdout).toContain('1 only in b');
    expect(text.stdout).toContain('could not be checked');
  });

  it('says which criteria have no pair, and which are compared only by name', async () => {
    const rows = (own: string) =>
      ['grade', 'ablated:grade', own].flatMap((criterion) =>
        Array.from({ length: 8 }, (_, i) => ['mt-bench', `s${i}`, criterion, i]),
      );
    const columns = 'evaluator,sample,criterion,score';
    const [a, b] = [table('t1', rows('preference:x'), columns), table('t2', rows('preference:y'), columns)];
    const { stdout } = await assay('compare', a, b, '--json');
    const { comparisons, notCompared, notes } = JSON.parse(stdout);
    expect(comparisons.map(({ criterion }: { criterion: string }) => criterion)).toEqual(['grade']);
    expect(notCompared).toEqual(['ablated:grade']);
    expect(notes).toContain('not compared, as no sample has a score on both sides: preference:x, preference:y');
    const named = JSON.parse((await assay('compare', a, b, '--json', '--criterion', 'ablated:grade')).stdout);
    expect([named.comparisons[0].criterion, named.notCompared]).toEqual(['ablated:grade', []]);
  });

  it('compares with a baseline only, and corrects for those comparisons alone', async () => {
    const { stdout } = await assay('compare', one, '--baseline', 'cricket', '--criterion', 'clarity', '--json');
    const { comparisons, leaderboard } = JSON.parse(stdout);
    expect(comparisons.map(({ a, b }: { a: string; b: string }) => [a, b])).toEqual([
      ['cricket', 'atlas'],
      ['cricket', 'bluebird'],
    ]);
    expect(comparisons[0].pHolm).toBeCloseTo(4 / 256, 12);
    expect(leaderboard).toEqual([]);
  });

  it("refuses what isn't comparable, says what differs, and can be forced", async () => {
    const foreign = join(folder, 'foreign');
    mkdirSync(foreign);
    const manifest = JSON.parse((await execa('cat', [join(one, 'run.json')])).stdout);
    manifest.name = 'foreign';
    manifest.dataset.sha256 = 'f'.repeat(64);
    manifest.config.evaluator.judge.model = 'gpt';
    manifest.config.evaluator.criteria[0].scale = [0, 10];
    writeFileSync(join(foreign, 'run.json'), JSON.stringify(manifest));
    await execa('cp', [join(one, 'scores.csv'), foreign]);
    const refused = await assay('compare', one, foreign);
    expect(refused.exitCode).toBe(2);
    for (const what of ['datasets', 'judges', 'the scale of "clarity"']) expect(refused.stderr).toContain(what);
    const forced = await assay('compare', one, foreign, '--force');
    expect(forced.exitCode).toBe(0);
    expect(forced.stdout).toContain('compared by --force although one and foreign: the judges differ');
  });

  it.each([
    [['nowhere'], 'no such folder or file'],
    [['package.json/nowhere'], 'no such folder or file'],
    [['package.json'], 'not a table of assay'],
    [['ONE', 'ONE'], 'named twice'],
    [['ONE', '--baseline', 'atlass'], 'did you mean "atlas"?'],
    [['ONE', '--criterion', 'clarty'], 'did you mean "clarity"?'],
    [['ONE', '--csv', '--json'], 'exclude each other'],
  ])('exits with 2: %j', async (args, message) => {
    const { exitCode, stderr } = await assay('compare', ...args.map((arg) => (arg === 'ONE' ? one : arg)));
    expect(stderr).toContain(message);
    expect(exitCode).toBe(2);
  });

  it('refuses a table that scores a thing twice, or with a word', async () => {
    const twice = table('twice', [
      ['s', 'q', 1],
      ['s', 'q', 2],
    ]);
    expect((await assay('compare', twice, one)).stderr).toContain('row 2 scores what row 1 scored already');
    const word = table('word', [['s', 'q', 'good']]);
    expect((await assay('compare', word, one)).stderr).toContain('score must be a number, found "good"');
  });

  it('shows hostile names as text', async () => {
    const name = '::error::<b>|`x`\n\u001b[31m';
    const rows = (score: number) => Array.from({ length: 8 }, (_, i) => [name, `s${i}`, name, score + (i % 2)]);
    const columns = 'model,sample,criterion,score';
    const [a, b] = [table('h1', rows(1), columns), table('h2', rows(2), columns)];
    const markdown = (await assay('compare', a, b, '--markdown')).stdout;
    expect(markdown).toContain('``::error::<b>\\u007c`x`\\u000a\\u001b[31m``');
    const env = { NO_COLOR: '1', FORCE_COLOR: undefined, GITHUB_ACTIONS: 'true' };
    const { stdout } = await execa('node', ['bin/assay.js', 'compare', a, b], { env });
    expect(stdout).not.toMatch(/^\s*::|\u001b/m);
    const [row] = parse((await assay('compare', a, b, '--csv')).stdout, { columns: true }) as Record<string, string>[];
    expect(row!.criterion).toBe(name);
  });
});
