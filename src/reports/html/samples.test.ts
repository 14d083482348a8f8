import { expect, test } from 'vitest';
import type { Score } from '../../evaluators/evaluator.ts';
import type { LoadedRun } from './load.ts';
import { sampleRows } from './samples.ts';

const runOf = (evaluator: string, criterion: string, scores: number[]): LoadedRun => ({
  folder: '',
  name: 'run',
  evaluator,
  manifest: { config: {} } as LoadedRun['manifest'],
  scores: scores.map(
    (score, i): Score => ({ model: 'm', sample: `s${i}`, criterion, score, ratings: 1, status: 'ok' }),
  ),
  statistics: [],
  ratings: [],
  tables: {},
  evidence: { calls: new Map(), shown: new Map() },
});

test.each([
  ['mt-bench', 'grade', [1, 2, 3]],
  ['mt-bench', 'ablated:grade', [1, 2, 3]],
  ['mt-bench', 'failure', [3, 2, 1]],
  ['mt-bench', 'context-error', [3, 2, 1]],
  ['mt-bench', 'ablated:context-error', [3, 2, 1]],
  ['mt-bench', 'ablated:failure', [3, 2, 1]],
  ['mt-bench', 'answer-words', [2, 3, 1]],
  ['batcheval', 'failure', [1, 2, 3]],
])('of %s, the worst scores on %s come first', (evaluator, criterion, order) => {
  const rows = sampleRows(runOf(evaluator, criterion, [2, 3, 1]), 0);
  expect(rows.map(({ score }) => score)).toEqual(order);
});

test.each([
  ['mt-bench', 'check:contains#2', 'checks'],
  ['mt-bench', 'ablated:check:contains#2', 'ablated:checks'],
  ['mt-bench', 'context-error-turn', 'context-error'],
  ['mt-bench', 'ablated:context-error-turn', 'ablated:context-error'],
  ['mt-bench', 'context-error', 'context-error'],
  ['mt-bench', 'ablated:grade', 'ablated:grade'],
  ['mt-bench', 'preference:check:x#1', 'preference:check:x#1'],
  ['batcheval', 'check:contains#2', 'check:contains#2'],
])('of %s, a rating on %s goes into the score on %s', (evaluator, rated, scored) => {
  const rating = { judge: '', model: 'm', sample: 's0', criterion: rated, rating: 1, status: 'ok', call: '' } as const;
  const [row] = sampleRows({ ...runOf(evaluator, scored, [1]), ratings: [rating] }, 0);
  expect(row!.ratings).toEqual([rating]);
});

test('the sample on which judge and people part comes first, also where people scored on another scale', () => {
  const run = runOf('batcheval', 'quality', [1, 1.5, 2, 2.5, 2.9]);
  const config = { evaluator: { criteria: [{ name: 'quality', scale: [1, 3] }] } };
  // One less than the judge's, but for the last, which people put low.
  const human = [0, 0.5, 1, 1.5, 0.1];
  const scores = run.scores.map((score, i) => ({ ...score, human: human[i]! }));
  const rows = sampleRows({ ...run, manifest: { ...run.manifest, config }, scores }, 0);
  // Places 1 to 5 by score; 1, 3, 4, 5, 2 by human score; the most that places of five can differ by is 4.
  expect(rows.map(({ sample, dispute }) => [sample, dispute])).toEqual([
    ['s4', 3 / 4],
    ['s1', 1 / 4],
    ['s2', 1 / 4],
    ['s3', 1 / 4],
    ['s0', 0],
  ]);
});
