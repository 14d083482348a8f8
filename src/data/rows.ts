import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { parse } from 'yaml';
import { messageOf, UsageError } from '../errors.ts';
import { asUsageError, type Lines, readLineBatches } from './lines.ts';
import { LineRow, type Row } from './row.ts';

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
 * @throws UsageError at the first row that can't be read, naming the file and the line.
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
    const line = first + i;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      throw new UsageError(`${path}:${line}: this line is not JSON (${messageOf(error)})`);
    }
    rows.push(checked(new LineRow(value as Row['value'], path, line)));
  }
  return rows;
}

async function listItems(path: string, kind: 'json' | 'yaml'): Promise<Row[]> {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  const list: unknown = kind === 'json' ? JSON.parse(text) : parse(text);
  if (!Array.isArray(list)) throw new UsageError(`${path}: expected a list of rows, found ${kindOf(list)}`);
  return list.map((value, i) => checked({ value, place: `${path}, item ${i + 1}` }));
}

/** @throws UsageError where the row is no mapping */
function checked(row: Row): Row {
  const value: unknown = row.value;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return row;
  throw new UsageError(`${row.place}: a row must be a mapping of field names to values, found ${kindOf(value)}`);
}

function kindOf(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
