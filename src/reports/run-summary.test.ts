import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { scoreOf } from '../compare/fixtures.ts';
import type { RunResult } from '../pipeline/finish.ts';
import { MANIFEST } from '../results/fixtures.ts';
import type { Manifest } from '../results/manifest.ts';
import { briefSummary, runSummary } from './run-summary.ts';

const totals = { calls: 3, held: 1, failed: 0, promptTokens: 1000, completionTokens: 500 };

function resultOf(
  manifest: Partial<Manifest>,
  statuses: ('ok' | 'unreadable' | 'failed' | 'no-output')[] = ['ok'],
): RunResult {
  return {
    folder: '/results/run',
    keptEarlier: false,
    evaluator: 'batcheval',
    manifest: { ...MANIFEST, models: { m: totals }, ...manifest },
    scores: statuses.map((status, i) => scoreOf(`s${i}`, status === 'ok' ? 1 : undefined, { status })),
    statistics: [{ model: '', criterion: 'quality', statistic: 'mean', value: 1, n: 1 }],
    tables: { 'own.csv': { columns: [], rows: [] } },
  };
}

const lines = (result: RunResult) => stripVTControlCharacters(runSummary(result, [], false)).split('\n');

test('a run that is complete: headline, totals, files', () => {
  expect(lines(resultOf({ warnings: ['Mind\u001b this.'] }))).toEqual([
    '',
    'criterion  n  mean [95%]',
    '────────────────────────',
    'quality    1       1.000',
    '',
    'Note: Mind\\u001b this.',
    '3 calls (2 asked, 1 from the recording) · 1,500 tokens · 100% scored',
    '',
    'Results in /results/run/',
    ...['scores.csv', 'summary.csv', 'own.csv', 'ratings.csv', 'calls.jsonl', 'run.json'].map(
      (file) => `  /results/run/${file}`,
    ),
  ]);
});

test('after an interrupt it says what the next command does', () => {
  const told = (refreshed: boolean) => runSummary(resultOf({ state: 'interrupted' }), [], refreshed);
  expect(told(false)).toContain('The same command goes on from here');
  expect(told(true)).toContain('The same command asks all of it again; without --refresh, nothing that is recorded');
});

test.each([
  [{}, 'no calls · 100% scored'],
  [{ a: { ...totals, calls: 1, held: 1 } }, '1 call (0 asked, 1 from the recording) · 1,500 tokens · 100% scored'],
  [
    { a: { ...totals, failed: 2 } },
    '3 calls (2 asked, 1 from the recording) · 2 failed, which the same command asks again · 1,500 tokens · 100% scored',
  ],
  [
    { a: totals, b: { ...totals, cost: 0.5, paid: 0.25 } },
    '6 calls (4 asked, 2 from the recording) · 3,000 tokens · $0.50 without a (no price), of which $0.25 now · 100% scored',
  ],
  [
    { a: { ...totals, held: 0, cost: 0.5, paid: 0.5 } },
    '3 calls (3 asked, 0 from the recording) · 1,500 tokens · $0.50 · 100% scored',
  ],
  [
    { a: { ...totals, cost: 0.5, paid: 0.25 }, b: { ...totals, withoutUsage: 1 } },
    '6 calls (4 asked, 2 from the recording) · tokens not told by the server for 1 of 6 calls · 100% scored',
  ],
])('totals of %j', (models, line) => {
  expect(lines(resultOf({ models }))).toContain(line);
});

test.each([
  [resultOf({ state: 'interrupted' }), /^Interrupted: the figures rest/],
  [resultOf({ state: 'failed', reason: 'no server' }), /^The run could not go on: no server$/],
  [
    resultOf({ state: 'incomplete', reason: 'coverage 0.5' }, ['ok', 'unreadable', 'unreadable', 'failed']),
    /^The run is incomplete: coverage 0\.5 \(2 unreadable, 1 failed\)\.$/,
  ],
])('how a run ended', (result, told) => {
  expect(lines(result)).toContainEqual(expect.stringMatching(told));
  expect(lines(result)).toContainEqual(expect.stringMatching(/^quality/));
});

test.each<[string, Partial<Manifest>, ('unreadable' | 'no-output')[], RegExp]>([
  ['failed calls', { models: { m: { ...totals, failed: 1 } } }, ['unreadable', 'no-output'], /^The same command asks/],
  ['replies that were not read', {}, ['unreadable', 'no-output'], /^The replies are recorded as they are/],
  ['samples without outputs', {}, ['no-output'], /^What has no output can not be scored: leave it out/],
])('what to do about an incomplete run: %s', (_, manifest, statuses, told) => {
  const result = resultOf({ state: 'incomplete', reason: 'coverage', ...manifest }, ['ok', ...statuses]);
  expect(lines(result)).toContainEqual(expect.stringMatching(told));
});

test('a run that was cut off before anything was scored has no figures', () => {
  expect(lines(resultOf({ state: 'failed', reason: 'no server' }, ['failed'])).at(-1)).toBe(
    'The manifest of the run is /results/run/run.json',
  );
});

test('a run that left the results of an earlier one where they were says so', () => {
  const result = { ...resultOf({ state: 'failed', reason: 'no server' }, ['failed']), keptEarlier: true };
  expect(lines(result).at(-1)).toBe('/results/run/ holds the results of an earlier run, as before.');
});

test('in brief: the gates that did not hold, and the folder', () => {
  const gates = [
    { gate: 'a >= 1', status: 'held' as const, message: 'yes' },
    { gate: 'b >= 1', status: 'failed' as const, message: 'no' },
  ];
  expect(stripVTControlCharacters(briefSummary(resultOf({}), gates, false))).toBe('FAILED  b >= 1  no\n/results/run');
});
