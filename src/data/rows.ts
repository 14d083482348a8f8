import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { codeOf, messageOf, UsageError } from '../errors.ts';

/** A row of a data file as it stands there. `line` counts from 1; a row of a JSON or YAML list has its place in the list. */
export interface Row {
  value: Record<string, unknown>;
  /** Where the row stands, for messages: `data.jsonl:12`, `data.yaml, item 3`. */
  place: string;
}

export const DATA_FORMATS = ['jsonl', 'json', 'csv', 'yaml'] as const;
export type DataFormat = (typeof DATA_FORMATS)[number];

const BY_EXTENSION: Record<string, DataFormat> = {
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.json': 'json',
  '.csv': 'csv',
  '.yaml': 'yaml',
  '.yml': 'yaml',
};

/**
 * The rows of a JSONL, JSON, CSV or YAML file, in file order.
 *
 * JSONL and CSV are read as a stream, so that a large file needs no more memory than its rows. JSON and YAML hold one
 * list of mappings.
 *
 * @throws UsageError at the first row that can't be read, naming the file and the line.
 */
export async function* readRows(path: string, format?: DataFormat): AsyncGenerator<Row> {
  const kind = format ?? BY_EXTENSION[extname(path).toLowerCase()];
  if (kind === undefined) {
    throw new UsageError(
      `${path}: can't tell the format from the file's name; set dataset.format to one of ${DATA_FORMATS.join(', ')}`,
    );
  }
  try {
    if (kind === 'jsonl') yield* jsonLines(path);
    else if (kind === 'csv') yield* csvRows(path);
    else yield* listItems(path, kind);
  } catch (error) {
    throw asUsageError(error, path);
  }
}

/** The lines of a UTF-8 file with their numbers, read as a stream; a line that is not UTF-8 is an error. */
export async function* readLines(path: string): AsyncGenerator<{ text: string; line: number }> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let pieces: Buffer[] = [];
  let line = 0;
  const decode = (bytes: Buffer): string => {
    line += 1;
    try {
      const text = decoder.decode(bytes);
      return line === 1 && text.startsWith('\uFEFF') ? text.slice(1) : text;
    } catch {
      throw new UsageError(`${path}:${line}: this line is not valid UTF-8; save the file as UTF-8`);
    }
  };
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
      let from = 0;
      for (let at = chunk.indexOf(10, from); at >= 0; at = chunk.indexOf(10, from)) {
        const bytes = chunk.subarray(from, at);
        yield { text: decode(pieces.length === 0 ? bytes : Buffer.concat([...pieces, bytes])), line };
        pieces = [];
        from = at + 1;
      }
      if (from < chunk.length) pieces.push(chunk.subarray(from));
    }
    if (pieces.length > 0) yield { text: decode(Buffer.concat(pieces)), line };
  } catch (error) {
    throw asUsageError(error, path);
  }
}

async function* jsonLines(path: string): AsyncGenerator<Row> {
  for await (const { text, line } of readLines(path)) {
    if (text.trim() === '') continue;
    const place = `${path}:${line}`;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      throw new UsageError(`${place}: this line is not JSON (${messageOf(error)})`);
    }
    yield { value: asMapping(value, place), place };
  }
}

async function* csvRows(path: string): AsyncGenerator<Row> {
  const { CsvError, parse } = await import('csv-parse');
  const columns = (names: string[]) => {
    const twice = names.find((name, i) => names.indexOf(name) < i);
    if (twice !== undefined) throw new UsageError(`${path}: two columns are called "${twice}"`);
    return names;
  };
  let last = 0; // the last line of the last whole record
  const on_record = (record: unknown, { lines }: { lines: number }) => {
    last = lines;
    return record;
  };
  const parser = parse({ columns, info: true, on_record, raw: true, record_delimiter: '\n', skip_empty_lines: true });
  pipeline(Readable.from(textBlocks(path)), parser, () => {}); // what fails there is thrown by the loop below
  try {
    for await (const { record, info, raw } of parser as AsyncIterable<CsvItem>) {
      // A record is told with the number of its last line; its own first line stands that many lines before.
      const linesAfterFirst = raw.trim().split('\n').length - 1;
      yield { value: record, place: `${path}:${info.lines - linesAfterFirst}` };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (error.code !== 'CSV_QUOTE_NOT_CLOSED') throw new UsageError(`${path}:${error.lines}: ${error.message}`);
    throw new UsageError(`${path}:${last + 1}: a quotation mark is opened here or below and never closed`);
  }
}

interface CsvItem {
  record: Record<string, string>;
  /** `lines`: how many lines were read up to the end of the record. */
  info: { lines: number };
  /** The record as it stands in the file, with the empty lines before it. */
  raw: string;
}

/** The text of a UTF-8 file in blocks of whole lines, all of which end in a plain newline. */
async function* textBlocks(path: string): AsyncGenerator<string> {
  let block = '';
  for await (const { text } of readLines(path)) {
    block += `${text.endsWith('\r') ? text.slice(0, -1) : text}\n`;
    if (block.length < 1 << 16) continue;
    yield block;
    block = '';
  }
  yield block;
}

async function* listItems(path: string, kind: 'json' | 'yaml'): AsyncGenerator<Row> {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  const list: unknown = kind === 'json' ? JSON.parse(text) : (await import('yaml')).parse(text);
  if (!Array.isArray(list)) throw new UsageError(`${path}: expected a list of rows, found ${kindOf(list)}`);
  for (const [i, value] of list.entries()) {
    const place = `${path}, item ${i + 1}`;
    yield { value: asMapping(value, place), place };
  }
}

function asMapping(value: unknown, place: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new UsageError(`${place}: a row must be a mapping of field names to values, found ${kindOf(value)}`);
}

function kindOf(value: unknown): string {
  if (value === null) return 'nothing';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}

function asUsageError(error: unknown, path: string): UsageError {
  if (error instanceof UsageError) return error;
  const code = codeOf(error);
  if (code === 'ENOENT') return new UsageError(`${path}: no such file`);
  if (code === 'EISDIR') return new UsageError(`${path}: this is a folder; name a file`);
  if (code === 'EACCES') return new UsageError(`${path}: no permission to read this file`);
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return new UsageError(`${path}: this file is not valid UTF-8`);
  return new UsageError(`${path}: ${messageOf(error)}`);
}
