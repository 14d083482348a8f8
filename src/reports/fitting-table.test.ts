import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import stringWidth from 'fast-string-width';
import { expect, it } from 'vitest';
import { fittingTable } from './fitting-table.ts';
import type { Column, Rows } from './table.ts';

const columns: Column[] = [
  { name: 'model', names: true },
  { name: 'rank', align: 'right', spare: 2 },
  { name: 'mean', align: 'right' },
  { name: 'read', align: 'right', spare: 1 },
];

const lines = (width: number | undefined, rows: Rows = [['a', '1', '1', '1']], of: readonly Column[] = columns) =>
  stripVTControlCharacters(fittingTable(of, rows, width, 'summary.csv')).split('\n');

it('shows all columns where there is room', () => {
  expect(lines(23)).toEqual(['model  rank  mean  read', '───────────────────────', 'a         1     1     1']);
});

it('leaves out what can be spared, the least first, and says so', () => {
  expect(lines(22)).toEqual([
    'model  rank  mean',
    '─────────────────',
    'a         1     1',
    'No room for: read; see',
    'summary.csv',
  ]);
  expect(lines(16)).toEqual([
    'model  mean',
    '───────────',
    'a         1',
    'No room for:',
    'rank, read; see',
    'summary.csv',
  ]);
});

it('is a block a row where there is no room for what can not be spared', () => {
  expect(
    lines(10, [
      ['a', '1', '0.5', ''],
      ['b', '2', '0.4', '3'],
    ]),
  ).toEqual(['model  a', 'rank   1', 'mean   0.5', '', 'model  b', 'rank   2', 'mean   0.4', 'read   3']);
});

it('a column that has room is not left out for one that has none', () => {
  const wide: Column[] = [{ name: 'model' }, { name: 'a wide column', spare: 2 }, { name: 'mean', spare: 1 }];
  expect(lines(12, [], wide)[0]).toBe('model  mean');
});

const LONG = [
  ['meta-llama/Llama-3.1-8B-Instruct', '1', '0.5', '9'],
  ['meta-llama/Llama-3.1-70B-Instruct', '2', '0.4', '9'],
];

it('shortens names before it leaves out a column', () => {
  expect(lines(60, LONG).slice(2)).toEqual([
    'meta-llama/Llama-3.1-8B-Instruct      1   0.5     9',
    'meta-llama/Llama-3.1-70B-Instruct     2   0.4     9',
  ]);
  expect(lines(40, LONG)).toEqual([
    'model                   rank  mean  read',
    '────────────────────────────────────────',
    'meta-llam…-8B-Instruct     1   0.5     9',
    'meta-llam…70B-Instruct     2   0.4     9',
    'No room for: whole names; see',
    'summary.csv',
  ]);
});

it('shortens no name so far that it could be another', () => {
  // Cut after 8 columns of each end, the names would be the same.
  const alike = [
    ['a-model-with-8-bits-of-llama', '1', '0.5', '9'],
    ['a-model-with-4-bits-of-llama', '2', '0.4', '9'],
  ];
  expect(lines(40, alike).slice(2, 4)).toEqual([
    'a-model-with-8…f-llama     1   0.5     9',
    'a-model-with-4…f-llama     2   0.4     9',
  ]);
  expect(lines(30, alike).slice(2)).toEqual([
    'a-model-with-8…ama     1   0.5',
    'a-model-with-4…ama     2   0.4',
    'No room for: whole names,',
    'read; see summary.csv',
  ]);
});

it('keeps whole names where there is no terminal', () => {
  expect(lines(undefined, LONG)[3]).toContain('meta-llama/Llama-3.1-70B-Instruct ');
});

it('lines up wide characters', () => {
  const rows = [
    ['通义千问', '1', '0.5', '9'],
    ['🫠🙂', '2', '0.4', '9'],
    ['é', '3', '0.3', '9'],
  ];
  expect(lines(80, rows).slice(2)).toEqual([
    '通义千问     1   0.5     9',
    '🫠🙂         2   0.4     9',
    'é            3   0.3     9',
  ]);
});

it('no line is wider than the terminal as long as there is room for the shortest names', () => {
  const cell = fc.string({ unit: 'grapheme', maxLength: 40 }).map((name) => name.trim());
  fc.assert(
    fc.property(
      fc.uniqueArray(cell, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 14, max: 100 }),
      (names, width) => {
        const table = lines(
          width,
          names.map((name) => [name, '1', '0.5', '9']),
        );
        if (!table[1]!.startsWith('─')) return;
        for (const line of table) expect(stringWidth(line)).toBeLessThanOrEqual(width);
        expect(new Set(table.slice(2, 2 + names.length)).size).toBe(names.length);
      },
    ),
  );
});
