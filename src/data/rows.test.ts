import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tempFolder } from '../../test/support/temp-folder.ts';
import { UsageError } from '../errors.ts';
import type { Row } from './row.ts';
import { type DataFormat, readRows } from './rows.ts';

/** The rows of a file of this name and content; places without the folder. */
async function rowsOf(name: string, content: string | Uint8Array, format?: DataFormat) {
  const folder = tempFolder({ [name]: content });
  try {
    return (await all(join(folder, name), format)).map((row) => short(row, folder));
  } catch (error) {
    if (error instanceof UsageError) error.message = error.message.replaceAll(`${folder}/`, '');
    throw error;
  }
}

async function all(path: string, format?: DataFormat): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const batch of readRows(path, format)) rows.push(...batch);
  return rows;
}

const short = ({ value, place }: Row, folder: string) => ({ value, place: place.replace(`${folder}/`, '') });

const TWO = [
  { id: 'a', text: 'ü\n"x", \'y\'' },
  { id: 'b', text: '' },
];
const BOM = '\uFEFF';
const jsonl = TWO.map((row) => JSON.stringify(row)).join('\n');
const csv = 'id,text\na,"ü\n""x"", \'y\'"\nb,\n';
const yaml = '- id: a\n  text: "ü\\n\\"x\\", \'y\'"\n- { id: b, text: "" }\n';

test.each<[string, string, string, string[]]>([
  ['JSONL', 'd.jsonl', jsonl, ['d.jsonl:1', 'd.jsonl:2']],
  ['JSONL under its other name', 'd.ndjson', jsonl, ['d.ndjson:1', 'd.ndjson:2']],
  ['JSONL with foreign line ends', 'd.jsonl', jsonl.replaceAll('\n', '\r\n'), ['d.jsonl:1', 'd.jsonl:2']],
  ['JSONL with empty lines', 'd.jsonl', `\n  \n${jsonl.replace('\n', '\n\n')}\n\n`, ['d.jsonl:3', 'd.jsonl:5']],
  ['JSON', 'd.json', JSON.stringify(TWO), ['d.json, item 1', 'd.json, item 2']],
  ['CSV', 'd.csv', csv, ['d.csv:2', 'd.csv:4']],
  ['CSV without a last newline', 'd.csv', csv.trim(), ['d.csv:2', 'd.csv:4']],
  ['CSV with empty lines', 'd.csv', csv.replace('b,', '\n\nb,'), ['d.csv:2', 'd.csv:6']],
  ['YAML', 'd.yaml', yaml, ['d.yaml:1', 'd.yaml:3']],
  ['YAML under its other name', 'd.YML', yaml, ['d.YML:1', 'd.YML:3']],
  [
    'YAML with comments, empty lines and foreign line ends',
    'd.yaml',
    `# two\n\n${yaml}`.replaceAll('\n', '\r\n'),
    ['d.yaml:3', 'd.yaml:5'],
  ],
])('%s', async (_, name, content, places) => {
  const expected = TWO.map((value, i) => ({ value, place: places[i] }));
  expect(await rowsOf(name, content)).toEqual(expected);
  expect(await rowsOf(name, BOM + content)).toEqual(expected);
});

test('CSV with foreign line ends, within quotation marks, too', async () => {
  expect(await rowsOf('d.csv', 'id,text\r\na,"1\r\n2"\r\nb,3\r\n')).toEqual([
    { value: { id: 'a', text: '1\n2' }, place: 'd.csv:2' },
    { value: { id: 'b', text: '3' }, place: 'd.csv:4' },
  ]);
});

test('CSV of every kind in one file', async () => {
  expect(await rowsOf('d.csv', '\uFEFFid,text\r\n1,plain\r\n2,"a ""b"", c"\r\n\r\n3,"two\nlines"\n4,')).toEqual([
    { value: { id: '1', text: 'plain' }, place: 'd.csv:2' },
    { value: { id: '2', text: 'a "b", c' }, place: 'd.csv:3' },
    { value: { id: '3', text: 'two\nlines' }, place: 'd.csv:5' },
    { value: { id: '4', text: '' }, place: 'd.csv:7' },
  ]);
});

test.each([
  ['semicolons', 'id;text\n1;"a;b, ""c"""\n2;3,5\n'],
  ['tabs', 'id\ttext\n1\t"a;b, ""c"""\n2\t3,5\n'],
  ['semicolons, with names in quotes', '"id";"text"\n1;"a;b, ""c"""\n2;3,5\n'],
])('CSV may be parted by %s', async (_, source) => {
  expect((await rowsOf('d.csv', source)).map(({ value }) => value)).toEqual([
    { id: '1', text: 'a;b, "c"' },
    { id: '2', text: '3,5' },
  ]);
});

test('a carriage return within a line is part of its cell', async () => {
  expect(await rowsOf('d.csv', 'a,b\n"1",10%\r100%\n1,10%\r100%\n')).toEqual([
    { value: { a: '1', b: '10%\r100%' }, place: 'd.csv:2' },
    { value: { a: '1', b: '10%\r100%' }, place: 'd.csv:3' },
  ]);
});

test('a header of several lines', async () => {
  expect(await rowsOf('d.csv', '"long\nname",b\n1,2\n')).toEqual([
    { value: { 'long\nname': '1', b: '2' }, place: 'd.csv:3' },
  ]);
});

test('the format of a file with another name is told', async () => {
  expect(await rowsOf('data.txt', jsonl, 'jsonl')).toHaveLength(2);
  await expect(rowsOf('data.txt', jsonl)).rejects.toThrow(
    /^data.txt: can't tell the format .* jsonl, json, csv, yaml$/,
  );
});

const LATIN1 = Buffer.from('id,text\na,b\nc,\xfc\n', 'latin1');

test.each<[string, string, string | Uint8Array, RegExp]>([
  ['a broken line', 'd.jsonl', '{"a":1}\n\n{"a":\n', /^d.jsonl:3: this line is not JSON/],
  ['a line that is no mapping', 'd.jsonl', '{"a":1}\n[1]\n', /^d.jsonl:2: a row must be a mapping .* found a list$/],
  ['a null', 'd.jsonl', 'null', /^d.jsonl:1: .* found nothing$/],
  ['a line that is not UTF-8', 'd.jsonl', Buffer.from('{"a":1}\n{"a":"\xfc"}\n', 'latin1'), /^d.jsonl:2: .*UTF-8/],
  ['a BOM that is not at the start', 'd.jsonl', '{"a":1}\n\uFEFF{"a":1}\n', /^d.jsonl:2: this line is not JSON/],
  ['a CSV that is not UTF-8', 'd.csv', LATIN1, /^d.csv:3: .*UTF-8/],
  [
    'a row with too many cells',
    'd.csv',
    'a,b\n1,2\n\n1,2,3\n',
    /^d.csv:4: this row has 3 cells where the header has 2/,
  ],
  ['a row with too few cells', 'd.csv', 'a,b\n1\n', /^d.csv:2: /],
  [
    'a quotation mark that is never closed',
    'd.csv',
    'a,b\n1,2\n1,"2\n3,4\n',
    /^d.csv:3: a quotation mark is opened here or below/,
  ],
  ['lines that end in a carriage return alone', 'd.csv', 'a,b\r1,2\r', /^d.csv: its lines end in a carriage return/],
  ['text behind a quotation', 'd.csv', 'a,b\n1,"a"\r2,"b"\n', /^d.csv:2: a quotation mark is misplaced/],
  ['a header with text behind a quotation', 'd.csv', 'a,"b"c\n1,2\n', /^d.csv:1: a quotation mark is misplaced/],
  ['two columns of one name', 'd.csv', 'a,b,a\n1,2,3\n', /^d.csv: two columns are called "a"$/],
  ['JSON that is no list', 'd.json', '{"a":1}', /^d.json: expected a list of rows, found an object$/],
  ['broken JSON', 'd.json', '[\n{"a":1},\n{"a":2,}]', /^d.json:3:8: this can't be read as JSON \(Expected [^0-9]*\)$/],
  ['JSON with a stray token', 'd.json', '[{"a":1},]', /^d.json: this can't be read as JSON \(Unexpected token '\]'/],
  ['a JSON item that is no mapping', 'd.json', '[{"a":1},2]', /^d.json, item 2: .* found a number$/],
  ['JSON that is not UTF-8', 'd.json', Buffer.from('["\xfc"]', 'latin1'), /^d.json: this file is not valid UTF-8$/],
  ['broken YAML', 'd.yaml', '- a: 1\n- b: x: y\n', /^d.yaml:2:6: this can't be read as YAML \(Nested mappings .*\)$/],
  ['YAML of two documents', 'd.yaml', '- a: 1\n---\n- a: 2\n', /^d.yaml:2:1: .*\(a second document begins here; /],
  [
    'YAML that is nested too deep',
    'd.yaml',
    `- a: ${'['.repeat(5000)}`,
    /^d.yaml:1:\d+: .*\(this is nested too deep\)$/,
  ],
])('%s is told with its place', async (_, name, content, message) => {
  await expect(rowsOf(name, content)).rejects.toThrow(UsageError);
  await expect(rowsOf(name, content)).rejects.toThrow(message);
});

test.each([
  ['d.jsonl', '{"a":1}\n{"a":\n{"a":3}\n[1]\n{"a":5}', ['d.jsonl:2', 'd.jsonl:4']],
  ['d.csv', 'a,b\n1,1\n2\n3,3\n4,"x"y\n5,5', ['d.csv:3', 'd.csv:5']],
  ['d.json', '[{"a":1},2,{"a":3},null,{"a":5}]', ['d.json, item 2', 'd.json, item 4']],
  ['d.yaml', '- a: 1\n- 2\n- a: 3\n-\n- a: 5', ['d.yaml:2', 'd.yaml:4']],
])('broken rows of %s do not hide those after them', async (name, content, places) => {
  const folder = tempFolder({ [name]: content });
  const rows = await all(join(folder, name));
  expect(rows).toHaveLength(5);
  for (const [i, row] of rows.entries()) {
    if (i % 2 === 0) expect(Number(row.value.a)).toBe(i + 1);
    else expect(() => row.value).toThrow(`${join(folder, places[(i - 1) / 2]!)}: `);
  }
});

test('a row of YAML takes over what stands in another', async () => {
  const folder = tempFolder({
    'd.yaml': '- &first { id: a, output: x, human: 1 }\n- { <<: *first, id: b, human: 2 }\n',
  });
  expect((await all(join(folder, 'd.yaml'))).map(({ value }) => value)).toEqual([
    { id: 'a', output: 'x', human: 1 },
    { id: 'b', output: 'x', human: 2 },
  ]);
});

test('a YAML file whose aliases would fill the memory is refused', async () => {
  let bomb = '- &a0 { x: 1 }\n';
  for (let i = 1; i < 20; i += 1) bomb += `- &a${i} { x: [${Array(10).fill(`*a${i - 1}`)}] }\n`;
  await expect(rowsOf('d.yaml', bomb)).rejects.toThrow(/d.yaml: .*alias/);
});

test.each(['jsonl', 'csv', 'json', 'yaml'])('a %s file that is not there, or is a folder', async (extension) => {
  const folder = tempFolder({ [`folder.${extension}/x`]: '' });
  const nowhere = join(folder, `nowhere.${extension}`);
  await expect(all(nowhere)).rejects.toThrow(new UsageError(`${nowhere}: no such file`));
  await expect(all(join(folder, `folder.${extension}`))).rejects.toThrow('this is a folder');
});

test.each(['jsonl', 'csv'])('100,000 rows of %s', async (extension) => {
  const numbers = Array.from({ length: 100_000 }, (_, i) => i);
  const lines = numbers.map((i) => (extension === 'csv' ? `${i},"ü ${i}"` : `{"id":"${i}","text":"ü ${i}"}`));
  const folder = tempFolder({ [`d.${extension}`]: (extension === 'csv' ? ['id,text', ...lines] : lines).join('\n') });
  let n = 0;
  for await (const batch of readRows(join(folder, `d.${extension}`))) {
    for (const { value } of batch) {
      if (value.id !== String(n) || value.text !== `ü ${n}`) throw new Error(`row ${n} is ${JSON.stringify(value)}`);
      n += 1;
    }
  }
  expect(n).toBe(100_000);
});

test('a line longer than what is read at once', async () => {
  const long = 'ü'.repeat(3 << 20);
  const content = `{"id":"a","text":"${long}"}\n{"id":"b"}\n`;
  const read = await rowsOf('d.jsonl', content);
  expect(read.map(({ value }) => [value.id, (value.text as string | undefined)?.length])).toEqual([
    ['a', long.length],
    ['b', undefined],
  ]);
});

test.each([
  ['d.csv', '1\n', 1_000_000],
  ['d.jsonl', '{"1":1}\n', 300_000],
])('reading %s can be left off', async (name, line, count) => {
  const rows = readRows(join(tempFolder({ [name]: line.repeat(count) }), name));
  for await (const batch of rows) {
    expect(batch.length).toBeLessThan(count / 1.5); // there is more to come
    break;
  }
  expect(await rows.next()).toEqual({ done: true, value: undefined });
});

const cell = fc.string({ unit: 'grapheme', maxLength: 8 }).map((text) => text.replaceAll('\r', '\n'));
const table = fc.array(
  fc.tuple(cell, cell).filter(([a, b]) => a !== '' || b !== ''),
  { maxLength: 8 },
);

test('what a CSV writer writes is read', async () => {
  await fc.assert(
    fc.asyncProperty(table, fc.constantFrom('unix', 'windows'), fc.boolean(), async (rows, ends, bom) => {
      const text = stringify([['id', 'text'], ...rows], { record_delimiter: ends, bom });
      const folder = tempFolder({ 'd.csv': text });
      const read = await all(join(folder, 'd.csv'));
      expect(read.map(({ value }) => value)).toEqual(rows.map(([id, text]) => ({ id, text })));
    }),
  );
});

test('what a JSON writer writes line by line is read', async () => {
  const rows = fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(rows, fc.constantFrom('\n', '\r\n', '\n\n'), async (given, end) => {
      const texts = given.map((row) => JSON.stringify(row));
      const folder = tempFolder({ 'd.jsonl': texts.join(end) });
      const read = await all(join(folder, 'd.jsonl'));
      expect(read.map(({ value }) => JSON.stringify(value))).toEqual(texts);
    }),
  );
});

test('bytes of any kind give rows or a UsageError', async () => {
  const name = fc.constantFrom('d.jsonl', 'd.json', 'd.csv', 'd.yaml');
  const bytes = fc.oneof(fc.uint8Array(), fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', '{', '1') }));
  await fc.assert(
    fc.asyncProperty(name, bytes, async (file, content) => {
      const path = join(tempFolder({ [file]: content }), file);
      await all(path).catch((error) => expect(error).toBeInstanceOf(UsageError));
    }),
    { numRuns: 200 },
  );
});
