import { basename, dirname, join, resolve } from 'node:path';
import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { scoreOf } from '../compare/fixtures.ts';
import { MANIFEST } from '../results/fixtures.ts';
import type { Manifest } from '../results/manifest.ts';
import { annotations, command, mistakeAnnotations, stepSummary } from './github.ts';
import { forLog } from './github-log.ts';
import { runsJson } from './json.ts';
import { junitXml } from './junit.ts';
import { codeSpan } from './markdown.ts';
import type { ReportedRun } from './reported-run.ts';

const HOSTILE = [
  '<script>alert(1)</script>',
  '::error::injected',
  'a\n::set-output name=x::y\r\n##[add-mask]z',
  '##[group]x',
  '| a | b |\n|---|---|',
  '``` ![x](https://evil.example/x.png) ```',
  '`',
  '[link](javascript:alert(1)) https://evil.example www.evil.example @somebody #1',
  ']]> <!-- & "quoted" \u0000\u001b[31m\ufffe\ud800',
  '100% %0A::error::x',
  '=HYPERLINK("x")',
];

function hostileRun(name: string): ReportedRun {
  const manifest: Manifest = { ...MANIFEST, state: 'incomplete', reason: name, coverage: 0.5, warnings: [name] };
  return {
    folder: `results/${name}`,
    evaluator: 'mt-bench',
    manifest,
    scores: [
      scoreOf(name, 0.5, { criterion: 'checks', model: name, turn: 1 }),
      scoreOf(name, 1, { criterion: 'checks', model: name, turn: 2 }),
      scoreOf(name, undefined, { criterion: 'checks', model: name, turn: 3, status: 'not-asked' }),
      scoreOf(name, undefined, { criterion: 'checks', model: name, turn: 4, status: 'failed' }),
      scoreOf(name, undefined, { criterion: name }),
      scoreOf(name, 3, { criterion: name, turn: 2 }),
    ],
    statistics: [
      { model: '', criterion: name, statistic: 'mean', value: 3, low: 2, high: 4, n: 2 },
      { model: name, criterion: name, statistic: 'mean', value: 3, n: 2 },
    ],
    gates: [
      { gate: `${name} mean >= 4`, status: 'failed', message: name },
      { gate: name, status: 'error', message: name },
      { gate: 'coverage >= 0', status: 'held', message: name },
    ],
  };
}

describe.each(HOSTILE)('with the name %j', (name) => {
  const run = hostileRun(name);

  it('JUnit XML is well-formed, with a test for each gate and for what checks decide', () => {
    const failed = [{ model: name, sample: name, turn: 1, check: 'contains#2', reason: name }];
    const xml = junitXml([run], () => failed);
    expect(XMLValidator.validate(xml)).toBe(true);
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
    const { testsuites } = new XMLParser({ ignoreAttributes: false }).parse(xml);
    const { testsuite } = testsuites;
    // The run, 3 gates, 4 turns with checks, and what could not be scored.
    const counts = ['tests', 'failures', 'errors', 'skipped'].map((count) => Number(testsuite[`@_${count}`]));
    expect(counts).toEqual([9, 2, 3, 2]);
    expect(testsuite.testcase[4].failure['@_message']).toContain('failed: contains#2 (');
  });

  it('every annotation is one command, and nothing else', () => {
    const lines = annotations([run]).join('\n').split('\n');
    expect(lines).toHaveLength(4);
    for (const line of lines) {
      expect(line).toMatch(/^::(error|warning) title=run[^:,\r\n]*(%3A[^:,\r\n]*)*::[^\r\n]*$/);
      expect(line).not.toContain('##[');
    }
  });

  it('the summary has its rows and no Markdown of the data', () => {
    // Of a method whose headline has the user's own criteria.
    const markdown = stepSummary([{ ...run, evaluator: 'batcheval' }]);
    const rows = markdown.split('\n').filter((line) => line.startsWith('|'));
    expect(rows).toHaveLength(2 + 2 + 2 + 3);
    expect(rows.slice(0, 4).map((row) => row.split('|').length)).toEqual([6, 6, 6, 6]);
    // Outside of code spans and intervals there are words of ours alone.
    const outside = markdown.replace(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)|\[[\d.]+, [\d.]+\]/g, '');
    expect(outside).not.toMatch(/[<>[\]@`]|evil|:\/\//);
  });

  it.each([
    ['peem', 'capability', 'accuracy'],
    ['mt-bench', 'grade', 'mean'],
  ])('the summary of %s has a row for a model, and no Markdown of its name', (evaluator, criterion, statistic) => {
    const statistics = [{ model: name, criterion, statistic, value: 0.5, n: 2 }];
    const markdown = stepSummary([{ ...run, evaluator, statistics, gates: [] }]);
    const rows = markdown.split('\n').filter((line) => line.startsWith('|'));
    expect(rows.map((row) => row.split('|').length)).toEqual([4, 4, 4]);
    const outside = markdown.replace(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g, '');
    expect(outside).not.toMatch(/[<>[\]@`]|evil|:\/\//);
  });

  it('the JSON holds it as it is', () => {
    const text = runsJson([run], 3);
    expect(text).not.toContain('##[');
    expect(JSON.parse(text)).toMatchObject({
      exitCode: 3,
      runs: [{ name: 'run', gates: [{ message: name }, {}, {}] }],
    });
  });

  it('a log that the runner reads holds no command', () => {
    const log = forLog(`table\n${name}\n  ${name}`, { GITHUB_ACTIONS: 'true' });
    expect(log).not.toMatch(/^\s*::|##\[/m);
    expect(forLog(name, {})).toBe(name);
  });
});

it('of methods without checks, a criterion of that name passes and fails nothing', () => {
  const xml = junitXml([{ ...hostileRun('x'), evaluator: 'batcheval', gates: [] }], () => []);
  // The run, and of six scores the three that have no value.
  expect(xml).toMatch(/<testsuites [^>]*tests="4" failures="0"/);
});

describe('codeSpan', () => {
  it.each([
    ['plain', '`plain`'],
    ['a`b', '``a`b``'],
    ['`a', '`` `a ``'],
    ['a|b', '`a\\u007cb`'],
    ['', '(none)'],
  ])('%j is %s', (text, span) => {
    expect(codeSpan(text)).toBe(span);
  });
});

describe('annotations', () => {
  it('are at most ten of a kind, and tell how many more there are', () => {
    const gates = Array.from({ length: 12 }, (_, i) => ({
      gate: `g${i} >= 1`,
      status: 'failed' as const,
      message: 'no',
    }));
    const run = { ...hostileRun('x'), gates };
    const errors = annotations([run]).filter((line) => line.startsWith('::error'));
    expect(errors).toHaveLength(10);
    expect(errors.at(-1)).toBe('::error title=run::and 4 more; see the log');
  });

  it('escape as GitHub asks', () => {
    expect(command('notice', { title: 'a,b:c' }, '50% done')).toBe('::notice title=a%2Cb%3Ac::50%25 done');
  });
});

describe('annotations of mistakes', () => {
  const at = (file: string) => ({ file, line: 3, column: 7 });

  it('stand in the file as GitHub counts it, from the folder of the repository', () => {
    const workspace = resolve('.');
    const told = (file: string, folder: string | undefined) =>
      mistakeAnnotations([{ message: 'wrong', at: at(file) }], folder)[0];
    const there = '::error file=evals/a%2Cb%3A.yaml,line=3,col=7::wrong';
    expect(told('evals/a,b:.yaml', workspace)).toBe(there);
    expect(told(join(workspace, 'evals/a,b:.yaml'), workspace)).toBe(there);
    expect(told('evals/a,b:.yaml', undefined)).toBe(there);
    expect(told('a.yaml', dirname(workspace))).toBe(`::error file=${basename(workspace)}/a.yaml,line=3,col=7::wrong`);
    expect(told('a.yaml', join(workspace, 'src'))).toBe(
      `::error file=${join(workspace, 'a.yaml')},line=3,col=7::wrong`,
    );
  });

  it('have no place where there is none, and are at most ten', () => {
    const wrong = { message: 'data.jsonl:2: 100% wrong\n  the same at data.jsonl:3' };
    expect(mistakeAnnotations([wrong], '/')).toEqual([
      '::error title=assay::data.jsonl:2: 100%25 wrong; the same at data.jsonl:3',
    ]);
    const many = mistakeAnnotations(Array(12).fill(wrong), '/');
    expect(many).toHaveLength(10);
    expect(many[9]).toBe('::error title=assay::and 3 more; see the log');
  });

  it('are one command each, whatever the texts', () => {
    const hostile = fc.string({ unit: fc.constantFrom('::', '##[', '%0A', '\n', '\r', ',', ':', '=', 'error', ' ') });
    fc.assert(
      fc.property(hostile, hostile, (file, message) => {
        const [line] = mistakeAnnotations([{ message, at: at(file) }], undefined);
        // A property ends at a comma or a colon, the command at the end of the line.
        expect(line).toMatch(/^::error file=[^:,\r\n]*,line=3,col=7::[^\r\n]*$/);
        expect(line).not.toContain('##[');
      }),
    );
  });
});
