import { createHash, hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, constants, readFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { RunConfig } from '../config/run-config.ts';
import { asUsageError } from '../data/lines.ts';
import type { Row } from '../data/row.ts';
import { readRows } from '../data/rows.ts';
import { placedIn, UsageError } from '../errors.ts';
import { type AnyEvaluator, loadEvaluator } from '../evaluators/table.ts';

/** Everything that a run works with, read and checked; nothing was asked yet. */
export interface LoadedInputs {
  evaluator: AnyEvaluator;
  /** What this evaluator works with. */
  inputs: Parameters<AnyEvaluator['check']>[0];
  dataset: { path: string; rows: number; sha256: string };
  /** Hashes of the files that the evaluator's config names. */
  fileHashes: Record<string, string>;
}

/** What can't be opened of the files that a config names: all of it, where `loadInputs` ends with the first. */
export async function unreadableFiles(config: RunConfig): Promise<UsageError[]> {
  const evaluator = await loadEvaluator(config.evaluator.type);
  const named = [
    ...evaluator.files(config.evaluator).map((path) => ({ key: evaluatorKey(path, config), path })),
    { key: 'dataset.path', path: config.dataset.path },
  ];
  const found = await Promise.all(
    named.map(({ key, path }) =>
      access(path, constants.R_OK).then(
        () => [],
        (error: unknown) => [placedIn(config.path, placedIn(key, asUsageError(error, path)))],
      ),
    ),
  );
  return found.flat();
}

/** @throws UsageError where data or files are wrong, with the config that names them */
export async function loadInputs(config: RunConfig): Promise<LoadedInputs> {
  try {
    return await readInputs(config);
  } catch (error) {
    throw placedIn(config.path, error);
  }
}

async function readInputs(config: RunConfig): Promise<LoadedInputs> {
  const evaluator = await loadEvaluator(config.evaluator.type);
  const files = new Map<string, string>();
  const fileHashes: Record<string, string> = {};
  for (const path of evaluator.files(config.evaluator)) {
    const text = await readText(path).catch((error: unknown) => {
      throw placedIn(evaluatorKey(path, config), asUsageError(error, path));
    });
    files.set(path, text);
    fileHashes[path] = hash('sha256', text);
  }
  const { path, format, fields, limit } = config.dataset;
  const counted = { rows: 0 };
  const opened = new Set<string>();
  const rows = (other: string) => {
    opened.add(other);
    return readRows(other);
  };
  const data = await evaluator.read(firstRows(readRows(path, format), limit, counted), fields, {
    config: config.evaluator,
    files,
    rows,
  });
  if (counted.rows === 0) throw new UsageError(`${path}: the dataset is empty`);
  const inputs = { config: config.evaluator, data, models: config.models, seed: config.seed, files };
  evaluator.check(inputs);
  for (const other of opened) fileHashes[other] = await hashFile(other);
  return { evaluator, inputs, dataset: { path, rows: counted.rows, sha256: await hashFile(path) }, fileHashes };
}

/** The text of a UTF-8 file. A byte order mark stays, as it is part of the file's hash. @throws where it is not UTF-8 */
async function readText(path: string): Promise<string> {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(path));
}

/** The key of the config that names a file of the evaluator. */
function evaluatorKey(path: string, { evaluator }: RunConfig): string {
  return `evaluator.${keyOf(path, evaluator)}`;
}

/** The key under which a value stands in a mapping: dotted, where it stands deeper. */
function keyOf(value: unknown, mapping: object): string | undefined {
  for (const [key, inner] of Object.entries(mapping)) {
    if (inner === value) return key;
    const deeper = typeof inner === 'object' && inner !== null ? keyOf(value, inner) : undefined;
    if (deeper !== undefined) return `${key}.${deeper}`;
  }
  return undefined;
}

async function* firstRows(
  rows: AsyncIterable<readonly Row[]>,
  limit: number | undefined,
  counted: { rows: number },
): AsyncGenerator<readonly Row[]> {
  for await (const batch of rows) {
    const wanted = limit === undefined ? batch : batch.slice(0, limit - counted.rows);
    yield wanted;
    counted.rows += wanted.length;
    if (counted.rows === limit) return;
  }
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
