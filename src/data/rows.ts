import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { parse, YAMLParseError } from 'yaml';
import { messageOf, UsageError } from '../errors.ts';
import { jsonRows } from './json-lines.ts';
import { asUsageError, readLineBatches } from './lines.ts';
import { isMapping, kindOf, noMapping } from './mapping.ts';
import { BrokenRow, type Row } from './row.ts';

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

async function listItems(path: string, kind: 'json' | 'yaml'): Promise<Row[]> {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  const list = parsed(text, kind, path);
  if (!Array.isArray(list)) throw new UsageError(`${path}: expected a list of rows, found ${kindOf(list)}`);
  return list.map((value: unknown, i) => {
    const place = `${path}, item ${i + 1}`;
    return isMapping(value) ? { value, place } : new BrokenRow(place, noMapping(value));
  });
}

/** @throws UsageError with the line and column from which the text can't be read, where the parser tells */
function parsed(text: string, kind: 'json' | 'yaml', path: string): unknown {
  try {
    return kind === 'json' ? JSON.parse(text) : parse(text, { prettyErrors: false });
  } catch (error) {
    const message = messageOf(error);
    const [told, position] = / at position (\d+)$/.exec(message) ?? ['', undefined];
    const offset = error instanceof YAMLParseError ? error.pos[0] : position;
    const before = offset === undefined ? undefined : text.slice(0, Number(offset)).split('\n');
    const place = before === undefined ? path : `${path}:${before.length}:${before.at(-1)!.length + 1}`;
    const reason = message.slice(0, message.length - told.length);
    throw new UsageError(`${place}: this can't be read as ${kind.toUpperCase()} (${reason})`);
  }
}
