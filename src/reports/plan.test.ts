import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { type PlanRow, planText } from './plan.ts';

const row: PlanRow = {
  model: 'm',
  backend: 'b',
  calls: 20,
  recorded: 5,
  promptTokens: 1000,
  replyTokens: 0,
  cost: undefined,
};

test.each([
  [[row], "A run would ask 15 calls, and more where replies can't be read. Recording: r.jsonl"],
  [
    [{ ...row, recorded: 20 }],
    "A run would ask nothing, as all calls are recorded, unless replies can't be read. Recording: r.jsonl",
  ],
  [[], 'A run would make no calls. Recording: r.jsonl'],
])('a plan of %j says: %s', (rows, sentence) => {
  expect(planText(rows, 'r.jsonl').split('\n')).toContain(sentence);
});

test('a plan without models has no table', () => {
  expect(planText([], 'r.jsonl').split('\n')).toHaveLength(2);
});

test('only prices give a cost', () => {
  const lines = (rows: PlanRow[]) => stripVTControlCharacters(planText(rows, 'r.jsonl')).split('\n');
  expect(lines([row])[1]).toMatch(/reply tokens$/);
  expect(lines([row]).at(-1)).toBe('The cost of a model is shown where the config gives its `price`.');
  const priced = lines([{ ...row, cost: 0.5 }]);
  expect(priced[1]).toMatch(/cost$/);
  expect(priced[3]).toMatch(/^m +b +20 +5 +15 +~1,000 +0 +~\$0\.50$/);
});
