import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { compare } from '../compare/compare.ts';
import { scoreOf } from '../compare/fixtures.ts';
import type { Score } from '../evaluators/evaluator.ts';
import { type ComparisonReport, comparisonJson, comparisonText } from './comparison.ts';

const subject = (label: string, scores: Score[], evaluator = 'batcheval') => ({
  label,
  aliases: [],
  evaluator,
  scores,
});

const shown = (report: Partial<ComparisonReport>) =>
  stripVTControlCharacters(
    comparisonText({ evaluator: 'batcheval', comparisons: [], leaderboard: [], notCompared: [], notes: [], ...report }),
  );

/** Compares the samples of two sides; a side may lack some at its end. */
function compared(group: string, a: number[], b: number[]): string {
  const scores = (values: number[]) => values.map((value, i) => scoreOf(`s${i}`, value));
  const groups = [{ name: group, subjects: [subject('before', scores(a)), subject('after', scores(b))] }];
  return shown({ comparisons: compare(groups) });
}

/** Compares two sides of a multi-turn run on these criteria. */
function sessionsCompared(...criteria: string[]) {
  const scores = (value: number) =>
    criteria.flatMap((criterion) => ['x', 'y', 'z'].map((sample) => scoreOf(sample, value, { criterion, turn: 1 })));
  const subjects = [subject('before', scores(0), 'mt-bench'), subject('after', scores(1), 'mt-bench')];
  return { evaluator: 'mt-bench', comparisons: compare([{ name: '', subjects }]) };
}

test('a difference that rounds to nothing has no sign', () => {
  const text = compared('', [1, 5, 1, 5, 1, 5, 1, 5], [5, 1, 5, 1, 5, 1, 5, 0.99]);
  expect(text).toMatch(/ 0\.0 +\[-/);
  expect(text).not.toContain('+0.0 ');
});

test('what has no pair is told with its model, where runs are compared model by model', () => {
  expect(compared('atlas', [1, 2, 3], [1, 2])).toContain(
    'quality of atlas: left out as they have no pair: 1 only in before',
  );
});

test('what is left out for the same reason is told once', () => {
  const scores = (n: number) =>
    ['clarity', 'style'].flatMap((criterion) =>
      Array.from({ length: n }, (_, i) => scoreOf(`s${i}`, i, { criterion })),
    );
  const subjects = [subject('before', scores(3)), subject('after', scores(2))];
  expect(shown({ comparisons: compare([{ name: '', subjects }]) })).toContain(
    'Note: clarity, style: left out as they have no pair: 1 only in before',
  );
});

test('samples are called what the method calls them', () => {
  expect(compared('', [1, 2, 3], [2, 3, 4])).toMatch(/samples needed\n.* ≥ \d+\n.*over 3 paired samples/s);
  const report = sessionsCompared('grade');
  expect(shown(report)).toMatch(/sessions needed\n.* ≥ \d+\n.*over 3 paired sessions/s);
  const json = comparisonJson({ leaderboard: [], notCompared: [], notes: [], ...report });
  expect(JSON.parse(json).comparisons[0].says).toContain('sessions (there are 3)');
});

test('where less is better, it is said', () => {
  expect(shown(sessionsCompared('grade', 'context-error', 'failure'))).toContain(
    'Lower is better: context-error, failure.',
  );
  expect(shown(sessionsCompared('grade'))).not.toContain('Lower is better');
});

test('how the checks compared and the checks passed of a run differ is said where checks are compared', () => {
  expect(shown(sessionsCompared('checks'))).toMatch(/^checks: .* every turn .* "checks passed" .* every check/m);
  expect(shown(sessionsCompared('grade'))).not.toContain('checks passed');
  expect(compared('', [1, 2, 3], [2, 3, 4])).not.toContain('checks passed');
});

test('what was left out for being no outcome is named', () => {
  const report = sessionsCompared('grade');
  expect(shown({ ...report, notCompared: ['answer-words', 'ablated:grade'] })).toContain(
    'Not compared unless --criterion names them: answer-words, ablated:grade.',
  );
  expect(shown(report)).not.toContain('Not compared');
});

test('two sides are named once, above the table; more of them in each row', () => {
  const scores = [1, 2, 3].map((value, i) => scoreOf(`s${i}`, value));
  const rowsOf = (...labels: string[]) => {
    const subjects = labels.map((label) => subject(label, scores));
    return shown({ comparisons: compare([{ name: '', subjects }]) }).split('\n');
  };
  expect(rowsOf('before', 'after').slice(0, 3)).toEqual([
    'after compared against before',
    '',
    expect.stringMatching(/^criterion +difference/),
  ]);
  expect(rowsOf('before', 'after', 'later')[0]).toMatch(/^criterion +compared +against +difference/);
});

test.each([60, 80, 120])('the lines of a table fit into %i characters', (width) => {
  const { columns } = process.stdout;
  process.stdout.columns = width;
  try {
    const lines = shown(sessionsCompared('context-error', 'failure')).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
    expect(lines[0]).toBe('after compared against before');
    expect(lines[2]!.includes('won/tied/lost')).toBe(width > 60);
  } finally {
    process.stdout.columns = columns;
  }
});
