import { expect, test } from 'vitest';
import { UsageError, UsageErrors } from '../errors.ts';
import type { FieldMap } from './fields.ts';
import { BrokenRow } from './row.ts';
import { humanScore, toSamples } from './samples.ts';

async function* rows(values: readonly Record<string, unknown>[]) {
  for (const [i, value] of values.entries()) yield [{ value, place: `d.jsonl:${i + 1}` }];
}
const samples = (values: readonly Record<string, unknown>[], fields: FieldMap = {}) => toSamples(rows(values), fields);

test('a row under the names of a sample needs no map', async () => {
  const row = { id: 'a', model: 'm', input: 'i', output: 'o', reference: 'r', human: 3, other: 'not shown' };
  expect(await samples([row])).toEqual([
    { id: 'a', model: 'm', input: 'i', output: 'o', reference: 'r', human: { '': 3 }, parts: {} },
  ]);
});

test('a map renames, and what it names further are parts', async () => {
  const fields = { id: 'key', input: 'data.q', output: 'answer', fact: 'data.fact', model: null };
  expect(await samples([{ key: 7, data: { q: 'i', fact: 'f' }, answer: 'o', model: 'm' }], fields)).toEqual([
    { id: '7', input: 'i', output: 'o', human: {}, parts: { fact: 'f' } },
  ]);
});

test('rows without an id get their number', async () => {
  expect((await samples([{ input: 'a' }, { id: '', input: 'b' }, { id: null }])).map(({ id }) => id)).toEqual([
    '1',
    '2',
    '3',
  ]);
});

test('an id that comes twice is told with both places', async () => {
  await expect(samples([{ id: 'a' }, { id: 'b' }, { id: 'a' }])).rejects.toThrow(
    new UsageError('d.jsonl:3: the id "a" was used before, at d.jsonl:1'),
  );
  const models = ['m', 'n', 'm'].map((model) => ({ id: 'a', model }));
  expect(await samples(models.slice(0, 2))).toHaveLength(2);
  await expect(samples(models)).rejects.toThrow('the id "a" of model "m" was used before, at d.jsonl:1');
  await expect(samples([{ id: 1 }, { id: '1' }])).rejects.toThrow('the id "1" was used before');
});

test('all rows that are wrong are told', async () => {
  const wrong = samples([{ human: 'three' }, { id: 'a' }, { input: ['x'] }, { id: 'a' }, { id: '3' }]);
  await expect(wrong).rejects.toThrow(
    new UsageErrors(
      [
        'd.jsonl:1: "human" must be a number, found "three"',
        'd.jsonl:3: "input" must be a text, found ["x"]',
        'd.jsonl:4: the id "a" was used before, at d.jsonl:2',
      ],
      '3 problems in the data; nothing was asked',
    ),
  );
});

test('all that is wrong with a row is told', async () => {
  const row = { id: ['a'], output: { text: 'o' }, fact: [1], human: { clarity: 'high', depth: 3, style: 'low' } };
  await expect(samples([row], { fact: 'fact' })).rejects.toThrow(
    new UsageErrors(
      [
        'd.jsonl:1: "id" must be a text, found ["a"]',
        'd.jsonl:1: "output" must be a text, found {"text":"o"}',
        'd.jsonl:1: "fact" must be a text, found [1]',
        'd.jsonl:1: "human.clarity" must be a number, found "high"',
        'd.jsonl:1: "human.style" must be a number, found "low"',
      ],
      '5 problems in the data; nothing was asked',
    ),
  );
  const fields = { input: 'question', output: 'answer', human: { a: 'x', b: 'y', c: 'z' } };
  const has = 'It has: answer, y, z';
  await expect(samples([{ answer: 'o', y: 2, z: 'no' }], fields)).rejects.toThrow(
    new UsageErrors(
      [
        `d.jsonl:1: this row has no "question" (dataset.fields.input). ${has}`,
        `d.jsonl:1: this row has no "x" (dataset.fields.human.a). ${has}`,
        'd.jsonl:1: "human.c" must be a number, found "no"',
      ],
      '3 problems in the data; nothing was asked',
    ),
  );
});

test('a row that can not be read is told once', async () => {
  const broken = toSamples(
    (async function* () {
      yield [new BrokenRow('d.jsonl:1', 'this line is not JSON')];
    })(),
    {},
  );
  await expect(broken).rejects.toThrow(new UsageError('d.jsonl:1: this line is not JSON'));
});

test('a value that is nested too deep is told with its row', async () => {
  const deep: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
  const wrong = samples([{ output: deep }, { id: 'a', human: { c: deep } }, { id: 'a' }, { id: 'a', other: deep }]);
  const told = await wrong.catch((error: unknown) => error);
  expect(told).toBeInstanceOf(UsageErrors);
  const { message } = told as UsageErrors;
  // Newer versions of Node can write the value out, whose beginning is told then.
  expect(message).toMatch(
    /^d\.jsonl:1: (?:a value of this row is nested too deep|"output" must be a text, found \[+…)$/m,
  );
  expect(message).toMatch(/^(?: {2}the same at d\.jsonl:2|d\.jsonl:2: "human\.c" must be a number, found \[+…)$/m);
  expect(message).toMatch(/^d\.jsonl:4: the id "a" was used before, at d\.jsonl:3$/m);
  expect(message).toMatch(/3 problems in the data; nothing was asked$/);
});

test.each<[string, Record<string, unknown>, FieldMap, Record<string, number>]>([
  ['one for all', { human: '2.5' }, {}, { '': 2.5 }],
  ['by criterion', { human: { a: 1, b: '2', c: null } }, {}, { a: 1, b: 2 }],
  ['by columns', { x: '1', y: 2 }, { human: { a: 'x', b: 'y' } }, { a: 1, b: 2 }],
  ['an empty cell', { human: '' }, {}, {}],
  ['a blank cell', { human: ' ' }, {}, {}],
  ['none', {}, {}, {}],
])('human scores: %s', async (_, row, fields, human) => {
  expect((await samples([row], fields))[0]!.human).toEqual(human);
});

test.each([['three'], [[3, 4]], [{ a: 'three' }], [true]])('human scores that are none: %j', async (human) => {
  await expect(samples([{ human }])).rejects.toThrow(/^d.jsonl:1: "human(.a)?" must be a number/);
});

test('the human score of a criterion: by its name, else whatever its case, else the one for all', async () => {
  const [sample] = await samples([{ human: { Clarity: 1, clarity: 2, Depth: 3, '': 4 } }]);
  expect(['clarity', 'Clarity', 'CLARITY', 'depth', 'style'].map((name) => humanScore(sample!, name))).toEqual([
    2, 1, 1, 3, 4,
  ]);
});

test.each(['constructor', 'toString', '__proto__'])(
  'a criterion or a part called %s is like any other',
  async (name) => {
    const [given] = await samples([JSON.parse(`{"human":{"${name}":2}}`)]);
    expect(humanScore(given!, name)).toBe(2);
    const [none, all, other] = await samples([{}, { human: 4 }, { human: { a: 1 } }]);
    expect([none, all, other].map((sample) => humanScore(sample!, name))).toEqual([undefined, 4, undefined]);
    const [withPart] = await samples([{ fact: 'f' }], JSON.parse(`{"${name}":"fact"}`));
    expect(Object.entries(withPart!.parts)).toEqual([[name, 'f']]);
  },
);
