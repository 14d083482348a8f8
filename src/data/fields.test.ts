import fc from 'fast-check';
import { expect, test } from 'vitest';
import { column, field, number, text } from './fields.ts';
import { RowError } from './row.ts';

const row = (value: Record<string, unknown>) => ({ value, place: 'd.jsonl:7' });
const NESTED = row({ question: 'q', data: { context: 'c', turns: ['t0', 't1'] }, 'data.flat': 'f', none: null });

test.each([
  ['question', 'q'],
  ['data.context', 'c'],
  ['data.turns.1', 't1'],
  ['data.flat', 'f'], // an exact name goes before a path
  ['none', null],
  ['none.x', undefined],
  ['question.length', undefined],
  ['data.nothing', undefined],
  ['toString', undefined], // what every object has by itself is no column
  ['data.constructor', undefined],
])('column %s', (name, value) => {
  expect(column(NESTED, name)).toBe(value);
});

test('a field is looked for under its own name, under the mapped one, or not at all', () => {
  expect(field(NESTED, {}, 'question')).toBe('q');
  expect(field(NESTED, {}, 'input')).toBeUndefined();
  expect(field(NESTED, { input: 'data.context' }, 'input')).toBe('c');
  expect(field(NESTED, { question: null }, 'question')).toBeUndefined();
  expect(field(NESTED, { human: { a: 'question', b: 'data.context' } }, 'human')).toEqual({ a: 'q', b: 'c' });
});

test('a mapped column that is missing: the row, the nearest name and all names are told', () => {
  expect(() => field(NESTED, { input: 'qestion' }, 'input')).toThrow(
    new RowError(
      'd.jsonl:7',
      'this row has no "qestion" (dataset.fields.input); did you mean "question"? It has: question, data, data.flat, none',
    ),
  );
  expect(() => field(NESTED, { human: { clarity: 'zzz' } }, 'human')).toThrow(
    /no "zzz" \(dataset.fields.human.clarity\)\. It has/,
  );
  expect(() => field(NESTED, { reference: 'data.contxt' }, 'reference')).toThrow('did you mean "data.context"? It has');
  expect(() => field(row({}), { input: 'q' }, 'input')).toThrow(
    'this row has no "q" (dataset.fields.input). It has: nothing',
  );
});

test.each<[unknown, string | undefined]>([
  ['x', 'x'],
  ['', ''],
  [1.5, '1.5'],
  [false, 'false'],
  [null, undefined],
  [undefined, undefined],
  ['lone \ud800 surrogate', 'lone \ufffd surrogate'],
])('text: %j', (value, expected) => {
  expect(text(value, NESTED, 'input')).toBe(expected);
});

test.each<[unknown, number | undefined]>([
  [2, 2],
  ['2.50', 2.5],
  [' -1e3 ', -1000],
  ['', undefined],
  ['  ', undefined], // a blank cell is none, never 0
  [null, undefined],
])('number: %j', (value, expected) => {
  expect(number(value, NESTED, 'human')).toBe(expected);
});

test('what is no text or no number is told with its row and name', () => {
  expect(() => text({ a: 1 }, NESTED, 'input')).toThrow('d.jsonl:7: "input" must be a text, found {"a":1}');
  for (const wrong of ['two', 'NaN', 'Infinity', true, [1], {}, '1,5']) {
    expect(() => number(wrong, NESTED, 'human')).toThrow(/^d.jsonl:7: "human" must be a number, found /);
  }
});

test('every number survives being written as a text', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (n) => {
      expect(number(String(n), NESTED, 'x')).toBe(Object.is(n, -0) ? 0 : n);
    }),
  );
});
