import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { readRowBatches } from './row-batches.ts';

const folder = mkdtempSync(join(tmpdir(), 'row-batches-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function rowsOf(name: string, text: string | Buffer) {
  const path = join(folder, name);
  writeFileSync(path, text);
  const rows: { value: object; place: string }[] = [];
  for await (const batch of readRowBatches(path)) {
    rows.push(...batch.map(({ value, place }) => ({ value, place: place.slice(folder.length + 1) })));
  }
  return rows;
}

describe('CSV', () => {
  test('plain, quoted and broken over lines', async () => {
    expect(await rowsOf('a.csv', '\uFEFFid,text\r\n1,plain\r\n2,"a ""b"", c"\r\n\r\n3,"two\nlines"\n4,')).toEqual([
      { value: { id: '1', text: 'plain' }, place: 'a.csv:2' },
      { value: { id: '2', text: 'a "b", c' }, place: 'a.csv:3' },
      { value: { id: '3', text: 'two\nlines' }, place: 'a.csv:5' },
      { value: { id: '4', text: '' }, place: 'a.csv:7' },
    ]);
  });

  test('reads back whatever was written', async () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 6 }).map((text) => text.replaceAll('\r', ''));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), async (table) => {
        const rows = table.map(([a, b]) => [`x${a}`, b]);
        const read = await rowsOf('b.csv', stringify([['a', 'b'], ...rows]));
        expect(read.map(({ value }) => Object.values(value))).toEqual(rows);
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    ['a,b\n1,2,3\n', /c.csv:2: this row has 3 cells where the header has 2/],
    ['a,a\n', /two columns are called "a"/],
    ['a,b\n1,"2\n3,4\n', /c.csv:2: a quotation mark is opened and never closed/],
    [Buffer.from([0x61, 0x0a, 0xff, 0x0a]), /not valid UTF-8/],
  ])('%j is a mistake', async (text, message) => {
    await expect(rowsOf('c.csv', text)).rejects.toThrow(message);
  });
});

test('JSONL', async () => {
  expect(await rowsOf('a.jsonl', '{"a":1}\n\n{"a":2}')).toEqual([
    { value: { a: 1 }, place: 'a.jsonl:1' },
    { value: { a: 2 }, place: 'a.jsonl:3' },
  ]);
  await expect(rowsOf('b.jsonl', '{"a":1}\n{"a"\n')).rejects.toThrow(/b.jsonl:2: this line is not JSON/);
  await expect(rowsOf('b.jsonl', '[1]\n')).rejects.toThrow(/must be a mapping/);
});

test('a file of more than one block', async () => {
  const lines = Array.from({ length: 100_000 }, (_, i) => JSON.stringify({ number: i, text: 'ä'.repeat(10) }));
  const rows = await rowsOf('large.jsonl', lines.join('\n'));
  expect(rows).toHaveLength(100_000);
  expect(rows.at(-1)).toEqual({ value: { number: 99_999, text: 'ä'.repeat(10) }, place: 'large.jsonl:100000' });
});

test('there is no such file', async () => {
  await expect(readRowBatches(join(folder, 'nothing.csv')).next()).rejects.toThrow(/nothing.csv: no such file/);
});
