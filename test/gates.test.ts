import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCsv } from '../src/results/csv.ts';

const QUICKSTART = 'configs/quickstart.yaml';
const folder = mkdtempSync(join(tmpdir(), 'assay-gates-'));
const results = join(folder, 'results');
const before = join(results, 'before');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function assay(args: string[], env: Record<string, string> = {}) {
  const clean = { GITHUB_ACTIONS: '', GITHUB_STEP_SUMMARY: '', NO_COLOR: '1', FORCE_COLOR: undefined, ...env };
  return execa('node', ['bin/assay.js', ...args], { env: clean, reject: false });
}

const run = (args: string[] = [], env = {}) => assay(['run', QUICKSTART, '--results', results, ...args], env);

beforeAll(async () => {
  await run(['--name', 'before', '--quiet']);
});

describe('assay run --gate', () => {
  it('exits with 0 where all hold, and says by how much', async () => {
    const { exitCode, stdout } = await run(['--gate', 'clarity pearson >= 0.7', '--gate', 'coverage == 1']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^held +clarity pearson >= 0\.7 +0\.\d+ >= 0\.7: with 0\.\d+ to spare$/m);
  });

  it('exits with 1 where one fails or matches nothing, quiet or not', async () => {
    const failed = await run(['--quiet', '--gate', 'coverage == 1', '--gate', 'clarity mean >= 4.5']);
    expect(failed.exitCode).toBe(1);
    expect(failed.stdout).toMatch(/^FAILED +clarity mean >= 4\.5 .*it misses by/m);
    expect(failed.stdout).not.toContain('coverage');
    const nothing = await run(['--gate', 'clarity pearson[round=9] >= 0.5']);
    expect(nothing.exitCode).toBe(1);
    expect(nothing.stdout).toContain('there is no statistic "pearson[round=9]" of "clarity"; did you mean "pearson');
  });

  it.each([
    [['--gate', 'clarity pearson'], 'no comparison'],
    [['--gate', 'clarty pearson > 0'], 'did you mean "clarity"?'],
    [['--gate', 'clarity pearsn >= 0.5'], 'no statistic "pearsn" of "clarity"; did you mean "pearson"?'],
    [
      ['--gate', 'clarity win_rate[against=x] > 0.5'],
      'no statistic "win_rate" of "clarity"; there are: n, coverage, mean,',
    ],
    [['--gate', 'coverge >= 1'], 'the run has no statistic "coverge"; did you mean "coverage"?'],
    [['--gate', 'mean > 3'], 'name its criterion before it: clarity mean'],
    [['--gate', 'cost <= 5'], 'the cost is not known: no model has a `price` in the config'],
    [['--gate', 'clarity > 3'], 'it names a criterion and no statistic; for instance: clarity mean'],
    [['--gate', 'clarity mean >= baseline'], 'no baseline'],
    [['--gate', 'clarity mean >= baseline', '--baseline', 'nowhere'], 'nowhere: this folder holds no run'],
    [
      ['--gate', 'coverage not worse than baseline', '--baseline', before],
      '"coverage" is not computed from the scores of single samples',
    ],
    [
      ['--gate', 'clarity pearson[round=0] not worse than baseline', '--baseline', before],
      '"pearson[round=0]" is not computed from the scores of single samples',
    ],
    [['--junit', 'package.json/x.xml'], "can't be written"],
  ])('exits with 2 before anything is asked: %j', async (args, message) => {
    const { exitCode, stderr, stdout } = await run(args);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  it('decides no gate on a cost that is known in part only', async () => {
    const priced = ['--set', 'evaluator.judge.price={ input: 1, output: 1 }'];
    const other = ['--set', 'models=[{ model: m, backend: default }]'];
    const before = await run([...priced, ...other, '--gate', 'cost <= 100']);
    expect(before.exitCode).toBe(2);
    expect(before.stderr).toContain('the cost is not known: the config gives no `price` of m');

    const recording = join(folder, 'without-usage.jsonl');
    const lines = readFileSync('datasets/quickstart/recording.jsonl', 'utf8').trimEnd().split('\n');
    const without = lines.map((line, i) => {
      const { reply, ...call } = JSON.parse(line);
      return `${JSON.stringify({ ...call, reply: { ...reply, usage: i === 0 ? undefined : reply.usage } })}\n`;
    });
    writeFileSync(recording, without.join(''));
    const set = ['--set', `backend.recording=${recording}`, '--name', 'without-usage'];
    const gates = ['--gate', 'cost <= 100', '--gate', 'prompt_tokens >= 0'];
    const { exitCode, stdout } = await run([...priced, ...set, ...gates]);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^ERROR +cost <= 100 +cost is not known: tokens not told by the server for 1 of 18 calls$/m);
    expect(stdout).toMatch(/^ERROR +prompt_tokens >= 0 +prompt_tokens is not known/m);
    expect(stdout).toMatch(/^18 calls .* · tokens not told by the server for 1 of 18 calls · 100% scored$/m);
    expect(stdout).not.toContain('$');
    expect((await assay(['gate', join(results, 'without-usage'), '--gate', 'cost <= 100'])).stdout).toMatch(/^ERROR/);
    const names = parseCsv(readFileSync(join(results, 'without-usage', 'summary.csv'), 'utf8')).map(
      (row) => row.statistic,
    );
    expect(names).toContain('calls');
    for (const name of ['cost', 'prompt_tokens', 'completion_tokens']) expect(names).not.toContain(name);
  });

  it('exits with 3 where the run is incomplete, whatever the gates say', async () => {
    // Replies that can't be read.
    const recording = join(folder, 'short.jsonl');
    const lines = readFileSync('datasets/quickstart/recording.jsonl', 'utf8').trimEnd().split('\n');
    const broken = lines.map((line) => {
      const call = JSON.parse(line);
      return JSON.stringify({
        ...call,
        reply: { ...call.reply, text: 'I can not judge that.', content: 'I can not judge that.' },
      });
    });
    writeFileSync(recording, `${broken.join('\n')}\n`);
    const set = [
      '--set',
      `backend.recording=${recording}`,
      '--set',
      'evaluator.asks=1',
      '--set',
      'evaluator.rounds=1',
      '--name',
      'short',
    ];
    const { exitCode, stdout } = await run([...set, '--gate', 'coverage >= 0.99']);
    expect(stdout).toMatch(/^FAILED +coverage >= 0\.99/m);
    expect(exitCode).toBe(3);
  });

  it('compares with a baseline, refuses another judge before anything is asked', async () => {
    const gates = ['--gate', 'clarity mean not worse than baseline', '--gate', 'accuracy mean >= baseline - 0.1'];
    const same = await run([...gates, '--baseline', before]);
    expect(same.exitCode).toBe(0);
    expect(same.stdout).toContain('difference 0 [0, 0] over 8 samples: no difference can be told');
    const other = await run([...gates, '--baseline', before, '--set', 'evaluator.judge.model=other']);
    expect(other.exitCode).toBe(2);
    expect(other.stderr).toContain('the judges differ');
  });

  it('reads gates and baseline from the config, with the place of a mistake', async () => {
    const config = join(folder, 'gated.yaml');
    const text = readFileSync(QUICKSTART, 'utf8').replaceAll('../datasets', join(process.cwd(), 'datasets'));
    writeFileSync(
      config,
      `${text}\nbaseline: results/before\ngates:\n  - clarity mean >= baseline\n  - coverage >= 2\n`,
    );
    const { exitCode, stdout } = await assay(['run', config, '--results', results]);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^FAILED +coverage >= 2 +1 >= 2: it misses by 1$/m);
    appendFileSync(config, '  - clarity mean\n');
    const wrong = await assay(['validate', config]);
    expect(wrong.exitCode).toBe(2);
    expect(wrong.stderr).toMatch(/gated\.yaml:\d+:5: .*no comparison/);
    expect(wrong.stderr).toContain('- clarity mean\n');
  });
});

describe('assay validate --gate', () => {
  const validate = (...args: string[]) => assay(['validate', QUICKSTART, ...args]);

  it('tells what only the dataset shows to be wrong', async () => {
    const without = ['--set', 'dataset.fields.human=null', '--gate', 'clarity pearson > 0'];
    const wrong = `${QUICKSTART}: --gate "clarity pearson > 0": with this dataset there is no "pearson" of "clarity"`;
    const other = join(folder, 'other.jsonl');
    writeFileSync(other, readFileSync('datasets/quickstart/explanations.jsonl', 'utf8').trimEnd());
    const elsewhere = [`--set=dataset.path=${other}`, '--baseline', before, '--gate', 'clarity mean >= baseline'];
    for (const start of [(args: string[]) => validate(...args), run]) {
      const lacking = await start(without);
      expect([lacking.exitCode, lacking.stdout, lacking.stderr]).toEqual([2, '', expect.stringContaining(wrong)]);
      const foreign = await start(elsewhere);
      expect([foreign.exitCode, foreign.stdout]).toEqual([2, '']);
      expect(foreign.stderr).toContain('the datasets differ');
    }
  });

  it('says nothing where the gates can be decided, and leaves the baseline as it is', async () => {
    const { exitCode, stdout, stderr } = await validate(
      ...['--gate', 'coverage >= 0.99', '--gate', 'clarity mean not worse than baseline', '--baseline', before],
    );
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('fine');
  });

  it('takes every statistic of a run', async () => {
    const names = parseCsv(readFileSync(join(before, 'summary.csv'), 'utf8')).map(({ criterion, statistic }) =>
      criterion === undefined ? `${statistic}` : `${criterion} ${statistic}`,
    );
    expect(names).toEqual(expect.arrayContaining(['prompt_tokens', 'clarity kendall[round=0]']));
    const gates = [...names, 'coverage', 'cost', 'cost[of=judge]'].flatMap((name) => ['--gate', `${name} >= 0`]);
    const priced = ['--set', 'evaluator.judge.price={ input: 1, output: 1 }'];
    expect(await validate(...gates, ...priced)).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('tells all that is wrong with them, and what is wrong with how they are written once', async () => {
    const copy = join(folder, 'copy.yaml');
    writeFileSync(copy, readFileSync(QUICKSTART, 'utf8').replaceAll('../datasets', join(process.cwd(), 'datasets')));
    const flags = ['clarity pearson', 'clarty mean > 3', 'depth mean > 3', 'accuracy mean >= baseline'];
    const { exitCode, stdout, stderr } = await validate(copy, ...flags.flatMap((gate) => ['--gate', gate]));
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    const told = stderr.split('\n').filter((line) => line !== '');
    expect(told[0]).toMatch(/^--gate "clarity pearson" is no gate: there is no comparison/);
    for (const [config, lines] of [
      [QUICKSTART, told.slice(1, 5)],
      [copy, told.slice(5)],
    ] as const) {
      expect(lines).toEqual([
        `${config}: --gate "clarty mean > 3": there is no criterion "clarty"; did you mean "clarity"?`,
        `${config}: --gate "depth mean > 3": there is no criterion "depth"; there are: clarity, accuracy`,
        `${config}: --gate "accuracy mean >= baseline": there is no baseline to compare with; name one with --baseline or \`baseline:\``,
        `${config}: 3 problems; nothing was asked`,
      ]);
    }
  });

  it('tells them as a run does: all at once, where they stand in the config, or which flag they are from', async () => {
    const config = join(folder, 'wrong.yaml');
    const text = readFileSync(QUICKSTART, 'utf8').replaceAll('../datasets', join(process.cwd(), 'datasets'));
    const line = text.split('\n').length;
    writeFileSync(
      config,
      `${text}baseline: nowhere\ngates:\n  - clarty mean > 3\n  - coverage >= 0.5\n  - accuracy mean >= baseline\n`,
    );
    const flags = ['--gate', 'clarity', '--gate', 'mean > 3', '--set', 'gates.1=depth mean > 3'];
    const there = (at: number, column: number) => `${config}:${line + at}:${column}`;
    const told = [
      '--set gates.1=depth mean > 3: gate "depth mean > 3": there is no criterion "depth"; there are: clarity, accuracy',
      expect.stringContaining(`${config}: --gate "mean > 3": "mean" is no statistic of the run as a whole`),
      expect.stringMatching(`${there(0, 11)}: .*nowhere: this folder holds no run`),
      `${there(2, 5)}: gate "clarty mean > 3": there is no criterion "clarty"; did you mean "clarity"?`,
    ];
    const headsOf = (stderr: string) =>
      stderr.split('\n').filter((each) => each.startsWith(`${config}:`) || each.startsWith('--set'));
    const validated = await assay(['validate', config, ...flags]);
    expect(headsOf(validated.stderr)).toEqual([...told, `${config}: 4 problems; nothing was asked`]);
    expect(validated.stderr).toContain(`\n  ${line + 2} |   - clarty mean > 3\n     |     ^^^^^^^^^^^^^^^\n`);
    const ran = await assay(['run', config, '--results', results, ...flags]);
    expect([ran.exitCode, ran.stdout]).toEqual([2, '']);
    expect(headsOf(ran.stderr)).toEqual([
      told[0],
      expect.stringContaining(`${config}: --gate "clarity": there is no comparison in it`),
      ...told.slice(1),
      `${config}: 5 problems; nothing was asked`,
    ]);
  });

  it('tells a baseline that is not there once', async () => {
    const gates = ['clarity mean', 'accuracy mean'].flatMap((name) => ['--gate', `${name} >= baseline`]);
    const { exitCode, stderr } = await validate(...gates, '--baseline', 'nowhere');
    expect(exitCode).toBe(2);
    expect(stderr.match(/nowhere: this folder holds no run/g)).toHaveLength(1);
  });
});

describe('assay gate', () => {
  it('decides gates of a finished run', async () => {
    expect((await assay(['gate', before, '--gate', 'coverage == 1'])).exitCode).toBe(0);
    expect((await assay(['gate', before, '--gate', 'coverage < 1'])).exitCode).toBe(1);
    const none = await assay(['gate', before]);
    expect([none.exitCode, none.stderr]).toEqual([2, expect.stringContaining('no gates')]);
    const alone = await assay(['gate', before, '--gate', 'coverage >= baseline', '--gate', 'coverage == 1']);
    expect([alone.exitCode, alone.stdout]).toEqual([2, '']);
    expect(alone.stderr).toBe('gate "coverage >= baseline": there is no baseline; name one with --baseline');
    const unread = await assay(['gate', before, '--gate', 'coverage', '--gate', 'coverage >= x']);
    expect(unread.exitCode).toBe(2);
    expect(unread.stderr.split('\n')).toEqual([
      expect.stringMatching(/^gate "coverage": there is no comparison/),
      expect.stringMatching(/^gate "coverage >= x": after >= comes a number/),
    ]);
  });
});

describe('a run that did not come to its end', () => {
  const dead = join(folder, 'dead');
  const gate = ['--gate', 'clarity mean >= 1'];
  const server = ['--set', 'backend={ type: openai, baseUrl: "http://127.0.0.1:9/v1", retries: { tries: 1 } }'];

  it('leaves its gates open, for people and machines', async () => {
    const junit = join(folder, 'dead.xml');
    writeFileSync(junit, 'of a run before');
    const recording = ['--recording', join(folder, 'none.jsonl')];
    const ran = await assay([
      'run',
      QUICKSTART,
      '--results',
      folder,
      '--name',
      'dead',
      ...server,
      ...recording,
      '--json',
      '--junit',
      junit,
      ...gate,
    ]);
    expect(ran.exitCode).toBe(3);
    expect(JSON.parse(ran.stdout).runs[0].gates).toEqual([
      { gate: 'clarity mean >= 1', status: 'undecided', message: 'not decided: the run failed' },
    ]);
    expect(readFileSync(junit, 'utf8')).toMatch(/name="clarity mean >= 1">\s*<skipped/);
    const decided = await assay(['gate', dead, ...gate]);
    expect(decided.exitCode).toBe(3);
    expect(decided.stdout).toContain('open    clarity mean >= 1  not decided: the run failed');
    expect(decided.stderr).toMatch(/dead: the run is failed: .*nothing listens there/);
  });

  it('is no baseline', async () => {
    const args = ['--gate', 'coverage >= baseline', '--baseline', dead];
    for (const ran of [await run(args), await assay(['gate', before, ...args])]) {
      expect([ran.exitCode, ran.stdout]).toEqual([2, '']);
      expect(ran.stderr).toContain("dead: this run can't be a baseline, as it failed; run its config again");
    }
  });
});

describe('in CI', () => {
  it('a config that can not be run costs nothing of what the others have', async () => {
    const junit = join(folder, 'two.xml');
    writeFileSync(junit, 'of a run before');
    const second = join(folder, 'second.yaml');
    const text = readFileSync(QUICKSTART, 'utf8').replaceAll('../datasets', join(process.cwd(), 'datasets'));
    writeFileSync(
      second,
      text.replace('name: quickstart', 'name: second').replace('model: handwritten', 'model: another'),
    );
    const ran = await assay(['run', QUICKSTART, second, '--results', results, '--json', '--junit', junit]);
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toMatch(/second\.yaml: .* lacks 18 of the calls of this run/);
    expect(JSON.parse(ran.stdout)).toMatchObject({ exitCode: 2, runs: [{ name: 'quickstart', state: 'complete' }] });
    expect(readFileSync(junit, 'utf8')).toContain('name="quickstart"');
    const alone = await assay(['run', second, '--results', results, '--json', '--junit', junit]);
    expect([alone.exitCode, alone.stdout, existsSync(junit)]).toEqual([2, '', false]);
  });

  it('GitHub is told of what is wrong, where it stands in the config', async () => {
    const config = join(folder, 'annotated.yaml');
    const text = readFileSync(QUICKSTART, 'utf8').replaceAll('../datasets', join(process.cwd(), 'datasets'));
    writeFileSync(config, `${text}gates: ${JSON.stringify(['"clarty\n::error::pwned" mean > 3'])}\n`);
    const line = text.split('\n').length;
    const env = { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: folder };
    const commandsOf = ({ stderr }: { stderr: string }) =>
      stderr.split('\n').filter((each) => /^\s*::|##\[/.test(each));
    for (const command of ['run', 'validate']) {
      const wrong = await assay([command, config, '--results', results, '--gate', 'depth mean > 3'], env);
      expect(wrong.exitCode).toBe(2);
      expect(commandsOf(wrong)).toEqual([
        expect.stringMatching(
          /^::error title=assay::.*annotated\.yaml: --gate "depth mean > 3": there is no criterion/,
        ),
        expect.stringMatching(
          new RegExp(String.raw`^::error file=annotated\.yaml,line=${line},col=9::gate .*: there is no criterion`),
        ),
      ]);
    }
    expect(commandsOf(await assay(['run', QUICKSTART, '--limit', 'x\n::error::pwned'], env))).toEqual([
      "::error title=assay::option '--limit <n>' argument 'x; ::error::pwned' is invalid. It must be a whole number.",
    ]);
  });

  it('a summary that can not be written is no failure', async () => {
    const { exitCode, stderr } = await run([], { GITHUB_STEP_SUMMARY: join(folder, 'nowhere', 'page.md') });
    expect(exitCode).toBe(0);
    expect(stderr).toContain("GITHUB_STEP_SUMMARY can't be written: ENOENT");
  });

  it('--json prints one document, and GitHub gets its summary and annotations', async () => {
    const page = join(folder, 'summary.md');
    const junit = join(folder, 'reports', 'junit.xml');
    const { stdout, stderr, exitCode } = await run(
      ['--json', '--junit', junit, '--gate', 'clarity mean >= 4.5', '--gate', 'coverage == 1'],
      { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: page },
    );
    const document = JSON.parse(stdout);
    expect(document).toMatchObject({ exitCode, runs: [{ name: 'quickstart', state: 'complete', coverage: 1 }] });
    expect(document.runs[0].gates.map(({ status }: { status: string }) => status)).toEqual(['failed', 'held']);
    expect(document.runs[0].statistics.length).toBeGreaterThan(50);
    expect(stderr).toMatch(
      /^::error title=quickstart%3A gate failed::clarity mean >= 4\.5: 3\.\d+ >= 4\.5: it misses by/m,
    );
    expect(readFileSync(page, 'utf8')).toContain('| `clarity mean >= 4.5` | ❌ failed |');
    expect(readFileSync(junit, 'utf8')).toContain('failures="1"');
    expect(exitCode).toBe(1);
  });
});
