import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { type PlanFacts, type PlanRow, planText } from './plan.ts';

const row: PlanRow = {
  model: 'm',
  backend: 'b',
  calls: 20,
  recorded: 5,
  promptTokens: 1000,
  replyTokens: 0,
  cost: undefined,
};

const facts: PlanFacts = { recordings: ['r.jsonl'], replayed: false, asksAgain: true };

test.each([
  [[row], facts, "A run would make 15 calls, and more where replies can't be read. Recording: r.jsonl"],
  [[row], { ...facts, asksAgain: false }, 'A run would make 15 calls. Recording: r.jsonl'],
  [
    [row],
    { ...facts, replayed: true, recordings: ['a.jsonl', 'b.jsonl'] },
    'A run would fail: 15 calls are not recorded, and a replay asks nothing. Recordings: a.jsonl, b.jsonl',
  ],
  [
    [{ ...row, recorded: 19 }],
    { ...facts, replayed: true },
    'A run would fail: 1 call is not recorded, and a replay asks nothing. Recording: r.jsonl',
  ],
  [[{ ...row, recorded: 20 }], facts, 'A run would ask nothing, as all calls are recorded. Recording: r.jsonl'],
  [[], facts, 'A run would make no calls. Recording: r.jsonl'],
])('a plan of %j, %j says: %s', (rows, given, sentence) => {
  expect(planText(rows, given).split('\n')).toContain(sentence);
});

test('a plan without models has no table', () => {
  expect(planText([], facts).split('\n')).toHaveLength(2);
});

test('only prices give a cost', () => {
  const lines = (rows: PlanRow[]) => stripVTControlCharacters(planText(rows, facts)).split('\n');
  expect(lines([row])[1]).toMatch(/reply tokens$/);
  expect(lines([row]).at(-1)).toBe('The cost of a model is shown where the config gives its `price`.');
  const priced = lines([{ ...row, cost: 0.5 }]);
  expect(priced[1]).toMatch(/cost$/);
  expect(priced[3]).toMatch(/^m +b +20 +5 +15 +~1,000 +0 +~\$0\.50$/);
});

test('what all models cost together leaves out, by name, those without a price', () => {
  const last = (rows: PlanRow[]) => planText(rows, facts).split('\n').at(-1);
  const [a, b] = [
    { ...row, model: 'a', cost: 0.5 },
    { ...row, model: 'b', cost: 0.25 },
  ];
  expect(last([a, b])).toBe('In all about $0.75.');
  expect(last([a, b, row])).toBe('In all about $0.75, without m: the config gives no `price`.');
  expect(last([a, b, { ...row, recorded: 20 }])).toBe('In all about $0.75.'); // it would not be asked
});
