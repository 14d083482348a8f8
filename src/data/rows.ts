import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { parse } from 'yaml';
import { messageOf, UsageError } from '../errors.ts';
import { asUsageError, type Lines, readLineBatches } from './lines.ts';
import { BrokenRow, LineRow, type Row } from './row.ts';

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
 * The rows of a JSONL, JSON, CSV or YAML file, in file order, many at a time.
 *
 * JSONL and CSV are read as a stream, so that a large file needs no more memory than its rows. JSON and YAML hold one
 * list of mappings.
 *
 * A row that can't be read is a BrokenRow, which tells so when it is looked into.
 *
 * @throws UsageError where the rows of the file can't be told apart
 */
export async function* readRows(path: string, format?: DataFormat): AsyncGenerator<readonly Row[]> {
  const kind = format ?? BY_EXTENSION[extname(path).toLowerCase()];
  if (kind === undefined) {
    throw new UsageError(
      `${path}: can't tell the format from the file's name; set dataset.format to one of ${DATA_FORMATS.join(', ')}`,
    );
  }
  try {
    if (kind === 'jsonl') for await (const lines of readLineBatches(path)) yield jsonRows(path, lines);
    else if (kind === 'csv') yield* (await import('./csv-rows.ts')).csvRows(path);
    else yield await listItems(path, kind);
  } catch (error) {
    throw asUsageError(error, path);
  }
}

function jsonRows(path: string, { lines, first }: Lines): Row[] {
  const rows: Row[] = [];
  for (let i = 0; i < lines.length; i += 1) {
    const text = lines[i]!;
    if (text.trim() === '') continue;
    rows.push(jsonRow(text, path, first + i));
  }
  return rows;
}

function jsonRow(text: string, path: string, line: number): Row {
  try {
    const value: unknown = JSON.parse(text);
    return isMapping(value) ? new LineRow(value, path, line) : new BrokenRow(`${path}:${line}`, noMapping(value));
  } catch (error) {
    return new BrokenRow(`${path}:${line}`, `this line is not JSON (${messageOf(error)})`);
  }
}

async function listItems(path: string, kind: 'json' | 'yaml'): Promise<Row[]> {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  const list: unknown = kind === 'json' ? JSON.parse(text) : parse(text);
  if (!Array.isArray(list)) throw new UsageError(`${path}: expected a list of rows, found ${kindOf(list)}`);
  return list.map((value: unknown, i) => {
    const place = `${path}, item ${i + 1}`;
    return isMapping(value) ? { value, place } : new BrokenRow(place, noMapping(value));
  });
}

function isMapping(value: unknown): value is Row['value'] {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function noMapping(value: unknown): string {
  return `a row must be a mapping of field names to values, found ${kindOf(value)}`;
}

function kindOf(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
