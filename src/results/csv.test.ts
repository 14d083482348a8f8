import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tempFolder } from '../../test/support/temp-folder.ts';
import { csvText, GrowingCsv, GrowingFile, parseCsv } from './csv.ts';

test('numbers are numbers, nothing is nothing', () => {
  expect(
    csvText(
      ['a', 'b', 'c'],
      [
        [-0.5, 0, undefined],
        ['', 1e-7, 'x'],
      ],
    ),
  ).toBe('a,b,c\n-0.5,0,\n,1e-7,x\n');
});

test.each([
  ['=cmd()', "'=cmd()"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@x', "'@x"],
  ['\tx', "'\tx"],
  ['＝x', "'＝x"],
  ["'=x", "''=x"], // looks as if escaped already
  ["''=x", "'''=x"],
  ["'tis", "'tis"],
  ["'", "'"],
  ['a=b', 'a=b'],
])('a text that a spreadsheet would take for a formula: %s', (text, written) => {
  expect(csvText(['a'], [[text]])).toBe(`a\n${written}\n`);
  expect(parseCsv(`a\n${written}\n`)).toEqual([{ a: text }]);
});

test('a carriage return is within quotation marks, as some readers end a row there', () => {
  expect(csvText(['a'], [['b\rc']])).toBe('a\n"b\rc"\n');
});

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom('=', '+', '-', '@', "'", '"', ',', '\n', '\r', '\t', ' ', 'a', '＝', '\uFEFF', '\0'),
  }),
);
const table = fc.array(fc.tuple(text, text), { maxLength: 8 });

test('reading gives back what was written, whatever it is', () => {
  fc.assert(
    fc.property(table, (rows) => {
      const read = parseCsv(csvText(['a', 'b'], rows)).map(({ a, b }) => [a ?? '', b ?? '']);
      expect(read).toEqual(rows);
    }),
    { numRuns: 500 },
  );
});

test('line ends may be those of Windows, and a table may begin with a byte order mark, as spreadsheets write it', () => {
  fc.assert(
    fc.property(table, (rows) => {
      const written = stringify([['a', 'b'], ...rows], { bom: true, record_delimiter: 'windows', quoted: true });
      expect(parseCsv(written)).toEqual(parseCsv(stringify([['a', 'b'], ...rows], { quoted: true })));
    }),
  );
  expect(parseCsv('sample,score\r\n"a\nb",3\r\nc,\r\n')).toEqual([
    { sample: 'a\nb', score: '3' },
    { sample: 'c', score: undefined },
  ]);
});

test('another reader sees the same rows, and no cell that begins like a formula', () => {
  fc.assert(
    fc.property(table, (rows) => {
      const read: string[][] = parse(csvText(['a', 'b'], rows));
      expect(read).toHaveLength(rows.length + 1);
      for (const cell of read.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);
    }),
  );
});

test('a file bears its name only when it is whole', () => {
  const path = join(tempFolder(), 'a.csv');
  const file = new GrowingCsv(path, ['a']);
  for (let i = 0; i < 1000; i += 1) file.add([i]);
  expect(existsSync(path)).toBe(false);
  expect(existsSync(`${path}.partial`)).toBe(true);
  file.end();
  file.finish();
  expect(readFileSync(path, 'utf8')).toBe(
    csvText(
      ['a'],
      Array.from({ length: 1000 }, (_, i) => [i]),
    ),
  );
  expect(existsSync(`${path}.partial`)).toBe(false);
});

test('a file that is begun anew leaves the one before as it was until it is whole', () => {
  const path = join(tempFolder({ 'a.txt': 'before' }), 'a.txt');
  const file = new GrowingFile(path);
  file.write('now');
  file.end();
  expect(readFileSync(path, 'utf8')).toBe('before');
  file.finish();
  expect(readFileSync(path, 'utf8')).toBe('now');
});
