import { createReadStream } from 'node:fs';
import { extname } from 'node:path';
import { parse } from 'csv-parse/sync';
import { codeOf, messageOf, UsageError } from '../errors.ts';
import { type Row, readRows } from './rows.ts';

/** How much of a file is read at once, and so how many rows come together: tens of thousands. */
const CHUNK = 1 << 20;

/**
 * The rows of a data file, many at a time: for files of millions of rows, where handing over each row for itself would
 * cost more than reading it. JSONL and CSV are streamed, so that memory holds one batch only.
 *
 * @throws UsageError at the first row that can't be read, naming the file and the line
 */
export async function* readRowBatches(path: string): AsyncGenerator<readonly Row[]> {
  switch (extname(path).toLowerCase()) {
    case '.jsonl':
    case '.ndjson':
      for await (const { lines, first } of lineBatches(path)) yield jsonRows(path, lines, first);
      return;
    case '.csv':
      yield* csvBatches(path);
      return;
    default: {
      const rows: Row[] = [];
      for await (const row of readRows(path)) rows.push(row);
      yield rows;
    }
  }
}

/** A row that makes up the text of its place only when an error asks for it. */
class LineRow implements Row {
  readonly value: Record<string, unknown>;
  readonly #path: string;
  readonly #line: number;
  constructor(value: Record<string, unknown>, path: string, line: number) {
    this.value = value;
    this.#path = path;
    this.#line = line;
  }
  get place(): string {
    return `${this.#path}:${this.#line}`;
  }
}

/** Whole lines of a UTF-8 file, with the number of the first one. */
async function* lineBatches(path: string): AsyncGenerator<{ lines: string[]; first: number }> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  let first = 1;
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop()!;
      yield { lines, first };
      first += lines.length;
    }
    rest += decoder.decode();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const code = codeOf(error);
    if (code === 'ENOENT') throw new UsageError(`${path}: no such file`);
    if (code === 'EISDIR') throw new UsageError(`${path}: this is a folder; name a file`);
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
      throw new UsageError(`${path}: not valid UTF-8 somewhere after line ${first}; save the file as UTF-8`);
    }
    throw new UsageError(`${path}: ${messageOf(error)}`);
  }
  if (rest !== '') yield { lines: [rest], first };
}

function jsonRows(path: string, lines: readonly string[], first: number): Row[] {
  const rows: Row[] = [];
  for (let i = 0; i < lines.length; i += 1) {
    const text = lines[i]!;
    if (text === '' || text.trim() === '') continue;
    const line = first + i;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      throw new UsageError(`${path}:${line}: this line is not JSON (${messageOf(error)})`);
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new UsageError(`${path}:${line}: a row must be a mapping of field names to values`);
    }
    rows.push(new LineRow(value as Record<string, unknown>, path, line));
  }
  return rows;
}

/** A line without quotation marks is a record that ends there; only others need the CSV parser, which is much slower. */
async function* csvBatches(path: string): AsyncGenerator<readonly Row[]> {
  let header: string[] | undefined;
  let open = '';
  let openSince = 0;
  let openQuotes = 0;
  const recordOf = (text: string, line: number): string[] => {
    if (!text.includes('"')) return text.split(',');
    try {
      return parse(text)[0] ?? [];
    } catch (error) {
      throw new UsageError(`${path}:${line}: ${messageOf(error)}`);
    }
  };
  const rowOf = (text: string, line: number): Row | undefined => {
    const cells = recordOf(text, line);
    if (header === undefined) {
      const twice = cells.find((name, i) => cells.indexOf(name) < i);
      if (twice !== undefined) throw new UsageError(`${path}: two columns are called "${twice}"`);
      header = cells;
      return undefined;
    }
    if (cells.length !== header.length) {
      throw new UsageError(`${path}:${line}: this row has ${cells.length} cells where the header has ${header.length}`);
    }
    const value: Record<string, unknown> = {};
    for (let i = 0; i < header.length; i += 1) value[header[i]!] = cells[i];
    return new LineRow(value, path, line);
  };
  for await (const { lines, first } of lineBatches(path)) {
    const rows: Row[] = [];
    for (let i = 0; i < lines.length; i += 1) {
      let text = lines[i]!;
      if (text.endsWith('\r')) text = text.slice(0, -1);
      const quotes = text.includes('"') ? text.split('"').length - 1 : 0;
      if (openQuotes === 0 && quotes % 2 === 0) {
        if (text === '') continue;
        const row = rowOf(text, first + i);
        if (row !== undefined) rows.push(row);
        continue;
      }
      // A quoted cell goes on over the line's end: the record ends where its quotation marks are even again.
      if (openQuotes === 0) openSince = first + i;
      open += open === '' ? text : `\n${text}`;
      openQuotes += quotes;
      if (openQuotes % 2 === 1) continue;
      const row = rowOf(open, openSince);
      if (row !== undefined) rows.push(row);
      open = '';
      openQuotes = 0;
    }
    yield rows;
  }
  if (openQuotes % 2 === 1) throw new UsageError(`${path}:${openSince}: a quotation mark is opened and never closed`);
}
