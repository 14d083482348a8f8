import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, messageOf, UsageError } from '../errors.ts';
import type { Rating, Score, Statistic } from '../evaluators/evaluator.ts';
import type { RatingStatus } from '../judging/status.ts';
import { firstMistake } from '../schema-mistakes.ts';
import { parseCsv } from './csv.ts';
import { type Manifest, manifestSchema } from './manifest.ts';
import { FILES } from './run-folder.ts';
import { TABLES_VERSION } from './tables.ts';

const MEND = 'Run the config again to have it written anew';

/** @throws UsageError where the folder holds no finished run, or one of a newer version */
export function readManifest(folder: string): Manifest {
  const path = join(folder, FILES.manifest);
  let found: Partial<Manifest> | null;
  try {
    found = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw new UsageError(`${folder}: this folder holds no run (${whyNone(folder)})`);
    if (codeOf(error) === 'ENOTDIR') throw new UsageError(`${folder}: this is a file; name a run's folder`);
    const what = error instanceof SyntaxError ? `the file is damaged: ${messageOf(error)}. ${MEND}` : messageOf(error);
    throw new UsageError(`${path}: ${what}`);
  }
  if (found?.tool !== 'assay') throw new UsageError(`${path}: this is not a run of assay`);
  if (Number(found.tables) > TABLES_VERSION) {
    throw new UsageError(
      `${folder}: this run was written by a newer assay (${found.version}); update assay to read it`,
    );
  }
  const { data, error } = manifestSchema.safeParse(found);
  if (data !== undefined) return data;
  throw new UsageError(`${path}: the file is damaged: ${firstMistake(error, manifestSchema, found)}. ${MEND}`);
}

/** A run that was killed while its tables took their names leaves them without a run.json. */
function whyNone(folder: string): string {
  if (!existsSync(folder)) return 'there is no such folder';
  const none = `there is no ${FILES.manifest} in it`;
  if (!existsSync(join(folder, FILES.ratings))) return none;
  return `${none}, so its tables may be of two runs; run the config again, which asks nothing that is recorded`;
}

/** The ratings of a run. @throws UsageError where its ratings.csv can't be read */
export function readRatings(folder: string): Rating[] {
  return readTable(join(folder, FILES.ratings), ['sample', 'criterion', 'rating', 'status']).map((row) => ({
    judge: row.judge ?? '',
    model: row.model ?? '',
    sample: row.sample ?? '',
    criterion: row.criterion ?? '',
    turn: numberOf(row.turn),
    round: numberOf(row.round),
    batch: numberOf(row.batch),
    position: numberOf(row.position),
    rating: ratingOf(row.rating),
    status: (row.status ?? '') as RatingStatus,
    call: row.call ?? '',
  }));
}

function numberOf(cell: string | undefined): number | undefined {
  return cell === undefined ? undefined : Number(cell);
}

function ratingOf(cell: string | undefined): number | string | undefined {
  // Only what is written as we write numbers is one: `007`, a blank or `NaN` is a text.
  const n = Number(cell);
  return cell !== undefined && Number.isFinite(n) && String(n) === cell ? n : cell;
}

/** What a scores.csv holds. */
export interface ScoresFile {
  /** Empty where the file does not say. */
  evaluator: string;
  scores: Score[];
}

/**
 * The scores of a scores.csv, of this or an older version of the tables: a column that is not there is empty, and a
 * row without a status has the one that its score implies.
 *
 * @throws UsageError where the file can't be read or holds no scores
 */
export function readScores(path: string): ScoresFile {
  const rows = readTable(path, ['sample', 'score']);
  const places = new Map<string, number>();
  const scores = rows.map((row, i): Score => {
    const place = `${path}: row ${i + 1}`;
    const score: Score = {
      model: row.model ?? '',
      sample: row.sample ?? '',
      criterion: row.criterion ?? '',
      turn: finiteOf(row.turn, place, 'turn'),
      score: finiteOf(row.score, place, 'score'),
      stderr: finiteOf(row.stderr, place, 'stderr'),
      ratings: finiteOf(row.ratings, place, 'ratings') ?? 0,
      human: finiteOf(row.human, place, 'human'),
      status: (row.status ?? (row.score === undefined ? 'missing' : 'ok')) as RatingStatus,
    };
    const key = JSON.stringify([score.model, score.sample, score.criterion, score.turn]);
    const before = places.get(key);
    if (before !== undefined) throw new UsageError(`${place} scores what row ${before} scored already`);
    places.set(key, i + 1);
    return score;
  });
  return { evaluator: rows.find(({ evaluator }) => evaluator !== undefined)?.evaluator ?? '', scores };
}

/** The statistics of a run. @throws UsageError where its summary.csv can't be read */
export function readSummary(folder: string): Statistic[] {
  const path = join(folder, FILES.summary);
  return readTable(path, ['statistic', 'value']).map((row, i) => {
    const place = `${path}: row ${i + 1}`;
    const value = finiteOf(row.value, place, 'value');
    if (value === undefined) throw new UsageError(`${place} has no value`);
    return {
      model: row.model ?? '',
      criterion: row.criterion ?? '',
      statistic: row.statistic ?? '',
      value,
      low: finiteOf(row.ci_low, place, 'ci_low'),
      high: finiteOf(row.ci_high, place, 'ci_high'),
      n: finiteOf(row.n, place, 'n') ?? 0,
    };
  });
}

/** A check that an answer did not pass. */
export type FailedCheck = Pick<Score, 'model' | 'sample' | 'turn'> & {
  /** Its type and its place among the turn's checks. */
  check: string;
  reason: string;
};

/** The checks that answers did not pass, with the history before them; none where the run has no checks.csv. */
export function readFailedChecks(folder: string): FailedCheck[] {
  const path = join(folder, 'checks.csv');
  if (!existsSync(path)) return [];
  return readTable(path, ['model', 'sample', 'turn', 'type', 'check', 'passed'])
    .filter(({ passed, history }) => passed === '0' && history !== 'without')
    .map((row, i) => ({
      model: row.model ?? '',
      sample: row.sample ?? '',
      turn: finiteOf(row.turn, `${path}: failed check ${i + 1}`, 'turn'),
      check: `${row.type}#${row.check}`,
      reason: row.reason ?? '',
    }));
}

/** The rows of a table of ours. @throws UsageError where it can't be read or lacks a column that it must have */
function readTable(path: string, needed: readonly string[]): Record<string, string | undefined>[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw new UsageError(`${path}: no such file`);
    throw new UsageError(`${path}: this can't be read (${messageOf(error)})`);
  }
  // Even a table without rows has its header.
  if (text.trim() === '') throw new UsageError(`${path}: this is not a table of assay (it is empty)`);
  let rows: Record<string, string | undefined>[];
  try {
    rows = parseCsv(text);
  } catch (error) {
    throw new UsageError(`${path}: this is not a table of assay (${messageOf(error)})`);
  }
  const lacking = needed.filter((column) => rows.length > 0 && !Object.hasOwn(rows[0]!, column));
  if (lacking.length > 0)
    throw new UsageError(`${path}: this is not a table of assay (it has no column ${lacking.join(', ')})`);
  return rows;
}

/** A number of a table that others may have written. */
function finiteOf(cell: string | undefined, place: string, column: string): number | undefined {
  if (cell === undefined) return undefined;
  const n = Number(cell);
  if (!Number.isFinite(n))
    throw new UsageError(`${place}: ${column} must be a number, found ${JSON.stringify(cell).slice(0, 60)}`);
  return n;
}
