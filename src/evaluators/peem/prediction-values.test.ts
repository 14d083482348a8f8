import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PeemConfig, peemConfig } from './config.ts';
import { fromRating, labelReader, predictionReader, toRating, valueReader } from './prediction-values.ts';

const config = (part: object): PeemConfig => peemConfig().parse({ type: 'peem', ...part });

describe('predictions as files have them', () => {
  test.each([
    ['BD', 'BD'],
    ['d, b', 'BD'],
    ['[B, D]', 'BD'],
    ['["D","B"]', 'BD'],
    [['D', 'B', 'D'], 'BD'],
    [[0, 1, 0, 1], 'BD'],
    ['0101', 'BD'],
    ['[0, 1, 0, 1]', 'BD'],
    [[0, 0], ''],
    ['none', ''],
    ['A: Rome', 'A'],
    ['A and C', 'AC'],
    ['B) Rome, D) Milan', 'BD'],
    ['Rome', ['Rome']],
    ['Rome, New York', ['New York', 'Rome']],
    ['', ''],
    [[], ''],
    [null, null],
    [
      ['Rome', 'Milan'],
      ['Milan', 'Rome'],
    ],
  ])('a set: %j', (value, prediction) => {
    expect(valueReader({ consistency: 'set' })(value)).toEqual(prediction);
  });

  test.each([
    ['exact', ' 42 ', '42'],
    ['exact', 42, '42'],
    ['exact', true, 'true'],
    ['exact', '', null],
    ['exact', [0, 1], 'B'],
    ['numeric', '42', 42],
    ['numeric', '1,200 km', 1200],
    ['numeric', '0', 0],
    ['numeric', 'N/A', null],
    ['rating', 3.5, 3.5],
    ['rating', '', null],
    ['text', 'The Moon', 'The Moon'],
  ] as const)('%s: %j', (consistency, value, prediction) => {
    expect(valueReader({ consistency })(value)).toEqual(prediction);
  });

  test('what stands for no prediction is none', () => {
    const read = predictionReader(config({ consistency: 'rating', noPrediction: [-1, 'skipped'] }));
    expect([-1, '-1', 'skipped', 4].map((value) => read(value))).toEqual([null, null, null, 4]);
  });

  test('with an extraction they are whole replies', () => {
    const read = predictionReader(config({ extraction: { type: 'set' } }));
    expect(read('It must be ##[CA]##')).toBe('AC');
    expect(read('It must be ##[CA]##', 2)).toBe('A');
    expect(read('I do not know')).toBeNull();
    expect(read(7)).toBeNull();
  });

  test('what a reasoning model thought before its answer is no part of the reply, as in live ones', () => {
    const read = predictionReader(config({ extraction: { type: 'choice' } }));
    expect(read('<think>\nSo the answer is A.\n</think>\n\nB) Paris')).toBe('B');
    expect(read('So the answer is A.\n</think>\n\n**B**')).toBe('B');
    expect(read('<think>So the answer is A. But is it?')).toBeNull();
    expect(predictionReader(config({ extraction: { type: 'text' } }))('<think>Rome? No.</think>\nParis')).toBe('paris');
  });

  test('a reply that is a number in JSON is read as its text', () => {
    const read = (extraction: object) => predictionReader(config({ extraction, noPrediction: [-1] }));
    expect([1017, 0.5, -3, '1017', -1].map((value) => read({ type: 'number' })(value))).toEqual([
      1017,
      0.5,
      -3,
      1017,
      null,
    ]);
    expect(read({ type: 'rating', scale: [1, 5] })(4)).toBe(4);
    expect(read({ type: 'text' })(7)).toBe('7');
  });
});

test.each([
  ['set', 'none', ''],
  ['set', 'A: Rome', 'A'],
  ['set', 'A and C', 'AC'],
  ['set', 'd, b', 'BD'],
  ['set', '0101', 'BD'],
  ['set', '["D","B"]', 'BD'],
  ['set', 'Rome', null],
  ['choice', 'B) Rome', 'B'],
  ['choice', '(b)', 'B'],
  ['choice', 'Rome', null],
  ['choice', 'A and B', null],
  ['choice', 'K', null],
] as const)('a gold answer of a %s: %j', (type, value, prediction) => {
  expect(labelReader(config({ extraction: { type } }))(value)).toEqual(prediction);
});

test('gold answers take the form that extraction gives', () => {
  expect(labelReader(config({ extraction: { type: 'choice' } }))('(b)')).toBe('B');
  expect(labelReader(config({ extraction: { type: 'number' } }))('She has 3 left. #### 1,003')).toBe(1003);
  const number = labelReader(config({ extraction: { type: 'number' } }));
  expect(['20 m^2', '5 apples (of 7)', '\\frac12', '\\boxed{3,5}', '3 or 4'].map((value) => number(value))).toEqual([
    20,
    5,
    0.5,
    3.5,
    null,
  ]);
  expect(labelReader(config({ extraction: { type: 'boxed' } }))('\\dfrac{1}{2}')).toBe('\\frac{1}{2}');
  expect(labelReader(config({ extraction: { type: 'text' } }))('The Moon.')).toBe('moon');
});

test('a rating gives back the prediction that it was made of', () => {
  const sets = fc.oneof(
    fc.subarray([...'ABCDEFG']).map((letters) => letters.join('')),
    fc.uniqueArray(fc.string({ minLength: 2 }), { minLength: 1, maxLength: 3 }),
  );
  fc.assert(
    fc.property(sets, (set) => {
      expect(fromRating(toRating(set), 'set')).toEqual(set);
    }),
  );
  expect(fromRating(toRating(''), 'set')).toBe('');
  expect(toRating('')).not.toBe(''); // an empty cell would be no rating
  expect(fromRating(toRating(3.5), 'rating')).toBe(3.5);
  expect(fromRating(toRating('[x]'), 'exact')).toBe('[x]');
});
