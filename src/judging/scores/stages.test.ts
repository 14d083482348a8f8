import { describe, expect, it } from 'vitest';
import { first, read, scored, table } from './fixtures.ts';

describe('a reply that was cut off', () => {
  it('does not lend its last digits', () => {
    expect(read('Float Scores: [Sample1:2.4,Sample2:1', { cut: true })).toEqual([2.4, 'truncated', 'truncated']);
    expect(read('Float Scores: [Sample1:2.4,Sample2:1.', { cut: true })).toEqual([2.4, 'truncated', 'truncated']);
  });

  it('does not lend them in a list with reasons either', () => {
    expect(read('Sample1: 2.4 - good\nSample2: 1.8 - off\nSample3: 2.', { cut: true })).toEqual([
      2.4,
      1.8,
      'truncated',
    ]);
  });

  it.each([
    'Preliminary Scores: [Sample1:1,Sample2:1,Sample3:1]\n\nSample1: The response is engaging and',
    'Preliminary Scores: [Sample1:1,Sample2:1,Sample3:1]\n\nFloat Scores: [',
    '{"preliminary":{"Sample1":1,"Sample2":1,"Sample3":1},"analyses":{"Sample1":"a',
    '{"scores":{"Sample1":1,"Sample2":1,"Sample3":1},"analyses":{"Sample1":"a',
    `${first}\n\nSample1: too high beside`,
    `${first}\n\nSample1`,
    `${first}\n\nNow I compare each sample`,
    'Preliminary Scores:\n1. Sample2: 1\n2. Sample1: 1\n3. Sample3: 1\n\nNow',
    'Preliminary Scores:\n• Sample1: 1\n• Sample2: 1\n• Sample3: 1\n\nNow',
    'Preliminary scores:\nSample1: 1 - dull\nSample2: 1 - dull\nSample3: 1 - dull\n\nNow',
    '**Preliminary scores:**\n```json\n{"Sample1": 1, "Sample2": 1, "Sample3": 1}\n```\n\nNow',
    `### Preliminary Scores\n\n${table('Sample | Score', 'Sample1 | 1', 'Sample2 | 1', 'Sample3 | 1')}\n\nNow`,
    '初步评分：［样本1：1，样本2：1，样本3：1］\n\n首先',
    'Puntuaciones preliminares: [Muestra1: 1, Muestra2: 1, Muestra3: 1]\n\nAhora',
  ])('has no verdict if the last one was not begun: %j', (reply) => {
    expect(read(reply, { cut: true })).toEqual(['truncated', 'truncated', 'truncated']);
  });

  it('has one if it only goes on with other words', () => {
    expect(read(`${scored}\n\nI hope that this helps! If you have any`, { cut: true })).toEqual([2.4, 1.8, 3]);
  });

  it('lends the rows of a table that it completed', () => {
    const rows = table('Sample | Score', 'Sample1 | 2.4', 'Sample2 | 1.8', 'Sample3 | 3');
    expect(read(rows, { cut: true })).toEqual([2.4, 1.8, 3]);
    expect(read(rows.replace(/ \|$/, ''), { cut: true })).toEqual([2.4, 1.8, 'truncated']);
  });

  it('has no verdict if it was cut before', () => {
    expect(read('Sample1: the response is good and', { cut: true })).toEqual(['truncated', 'truncated', 'truncated']);
  });
});

describe('a reply that was to give scores first and revised ones at its end', () => {
  const analyses = '\n\nSample1: too low.\n\nSample2: too low.\n\nSample3: too low.';
  it.each([
    ['both', `${first}${analyses}\n\n${scored}`],
    ['both, and notes', `${first}${analyses}\n\n${scored}\n\nSample1: raised.`],
    ['the last ones alone', `${analyses}\n\n${scored}`],
    ['one list alone', scored],
    ['one list and a last word', `${scored}\n\nI hope that this helps!`],
    ['scores called final, then reasons', `Final Scores: [Sample1:2.4, Sample2:1.8, Sample3:3]${analyses}`],
  ])('is read with %s', (_name, reply) => {
    expect(read(reply, { revised: true })).toEqual([2.4, 1.8, 3]);
  });

  it('is read where the reason of its last score names another sample', () => {
    const list = 'Sample1: 2.4 - fine\nSample2: 1.8 - dull\nSample3: 3 - better than Sample1';
    expect(read(list, { revised: true })).toEqual([2.4, 1.8, 3]);
  });

  it('is not read where it has the first ones alone', () => {
    expect(read(`${first}${analyses}`, { revised: true })).toEqual(['unreadable', 'unreadable', 'unreadable']);
    for (const behind of [
      'Analyses:\n1. Too low beside the others.\n2. Fair.\n3. Too low.',
      'Analysis:\nThe score of Sample1 seems too low beside Sample2.',
    ])
      expect(read(`${first}\n\n${behind}`, { revised: true })).toEqual(['unreadable', 'unreadable', 'unreadable']);
    expect(read(`${first}\n\n**Analysis**\n\nThe first`, { revised: true, cut: true })).toEqual([
      'truncated',
      'truncated',
      'truncated',
    ]);
  });
});
