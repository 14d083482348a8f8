import { extname } from 'node:path';
import { UsageError } from '../errors.ts';
import { jsonRows } from './json-lines.ts';
import { asUsageError, readLineBatches } from './lines.ts';
import { jsonListRows, yamlListRows } from './list-rows.ts';
import type { Row } from './row.ts';

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
    else yield await (kind === 'json' ? jsonListRows(path) : yamlListRows(path));
  } catch (error) {
    throw asUsageError(error, path);
  }
}
