import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { compare } from '../compare/compare.ts';
import { scoreOf } from '../compare/fixtures.ts';
import type { Score } from '../evaluators/evaluator.ts';
import { comparisonText } from './comparison.ts';

const subject = (label: string, scores: Score[]) => ({ label, aliases: [], evaluator: 'batcheval', scores });

/** Compares the samples of two sides; a side may lack some at its end. */
function compared(group: string, a: number[], b: number[]): string {
  const scores = (values: number[]) => values.map((value, i) => scoreOf(`s${i}`, value));
  const groups = [{ name: group, subjects: [subject('before', scores(a)), subject('after', scores(b))] }];
  return stripVTControlCharacters(comparisonText({ comparisons: compare(groups), leaderboard: [], notes: [] }));
}

test('a difference that rounds to nothing has no sign', () => {
  const text = compared('', [1, 5, 1, 5, 1, 5, 1, 5], [5, 1, 5, 1, 5, 1, 5, 0.99]);
  expect(text).toMatch(/ 0\.0 \[-/);
  expect(text).not.toContain('+0.0 ');
});

test('what has no pair is told with its model, where runs are compared model by model', () => {
  expect(compared('atlas', [1, 2, 3], [1, 2])).toContain(
    'quality of atlas: left out as they have no pair: 1 only in before',
  );
});
