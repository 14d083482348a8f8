import { stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import { type Column, fittingTable, textTable } from './table.ts';

const columns: Column[] = [
  { name: 'model' },
  { name: 'rank', align: 'right', spare: 2 },
  { name: 'mean', align: 'right' },
  { name: 'read', align: 'right', spare: 1 },
];

const drawn = (width: number) =>
  stripVTControlCharacters(
    fittingTable(
      columns,
      (fitting) => textTable(fitting, [fitting.map(({ name }) => (name === 'model' ? 'a' : '1'))]),
      width,
    ),
  ).split('\n');

it('shows all columns where there is room', () => {
  expect(drawn(23)).toEqual(['model  rank  mean  read', '───────────────────────', 'a         1     1     1']);
});

it('leaves out what can be spared, the least first, and says so', () => {
  expect(drawn(22)).toEqual([
    'model  rank  mean',
    '─────────────────',
    'a         1     1',
    'No room for: read; see',
    'summary.csv',
  ]);
  expect(drawn(16)).toEqual([
    'model  mean',
    '───────────',
    'a         1',
    'No room for:',
    'rank, read; see',
    'summary.csv',
  ]);
});

it('keeps what can not be spared, however narrow the terminal', () => {
  expect(drawn(5)[0]).toBe('model  mean');
});

it('a column that has room is not left out for one that has none', () => {
  const wide: Column[] = [{ name: 'model' }, { name: 'a wide column', spare: 2 }, { name: 'mean', spare: 1 }];
  const table = fittingTable(wide, (fitting) => textTable(fitting, []), 12);
  expect(stripVTControlCharacters(table).split('\n')[0]).toBe('model  mean');
});
