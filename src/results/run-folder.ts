import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { sync as writeFileAtomic } from 'write-file-atomic';
import { messageOf, RunFailed, UsageError } from '../errors.ts';
import type { OwnTable, Rating, Score, Statistic } from '../evaluators/evaluator.ts';
import { GrowingCsv, GrowingFile } from './csv.ts';
import { lockFolder } from './lock.ts';
import type { Manifest } from './manifest.ts';
import {
  type Cell,
  RATING_COLUMNS,
  ratingRow,
  SCORE_COLUMNS,
  SUMMARY_COLUMNS,
  scoreRow,
  summaryRow,
} from './tables.ts';

/** The files of a run. */
export const FILES = {
  ratings: 'ratings.csv',
  scores: 'scores.csv',
  summary: 'summary.csv',
  manifest: 'run.json',
  calls: 'calls.jsonl',
} as const;

/**
 * The folder that a run writes to. Ratings and the transcript grow while the run goes on; every file takes its name
 * only when it is whole.
 */
export class RunFolder {
  readonly path: string;
  readonly #evaluator: string;
  readonly #release: () => void;
  readonly #ratings: GrowingCsv;
  readonly #calls: GrowingFile | undefined;

  /**
   * @param keepCalls leave the transcript that is there as it is (for a rescore, which makes no calls)
   * @throws UsageError where the folder can't be written
   */
  constructor(path: string, evaluator: string, keepCalls = false) {
    this.path = path;
    this.#evaluator = evaluator;
    let release: (() => void) | undefined;
    try {
      mkdirSync(path, { recursive: true });
      release = lockFolder(path);
      this.#release = release;
      this.#ratings = new GrowingCsv(join(path, FILES.ratings), RATING_COLUMNS);
      this.#calls = keepCalls ? undefined : new GrowingFile(join(path, FILES.calls));
    } catch (error) {
      release?.();
      if (error instanceof UsageError) throw error;
      throw new UsageError(
        `${path}: results can't be written there (${messageOf(error)}); choose another folder with --results (of a rescore: --out)`,
      );
    }
  }

  addRating(rating: Rating): void {
    this.#ratings.add(ratingRow(this.#evaluator, rating));
  }

  /** @param line a line of JSON */
  addCall(line: string): void {
    this.#calls?.write(`${line}\n`);
  }

  finish(
    scores: readonly Score[],
    statistics: readonly Statistic[],
    tables: Record<string, OwnTable>,
    manifest: Manifest,
  ): void {
    this.#removeStale(Object.keys(tables));
    this.#ratings.finish();
    this.#calls?.finish();
    const evaluator = this.#evaluator;
    this.#writeTable(FILES.scores, SCORE_COLUMNS, scores, (score) => scoreRow(evaluator, score));
    this.#writeTable(FILES.summary, SUMMARY_COLUMNS, statistics, (each) => summaryRow(evaluator, each));
    for (const [name, { columns, rows }] of Object.entries(tables)) this.#writeTable(name, columns, rows, (row) => row);
    this.#written(FILES.manifest, (path) => writeFileAtomic(path, `${JSON.stringify(manifest, undefined, 2)}\n`));
  }

  /** Whether the folder holds the results of a run before this one. */
  get holdsRun(): boolean {
    return existsSync(join(this.path, FILES.manifest));
  }

  /** Leaves what was in the folder as it was. */
  discard(): void {
    this.#ratings.discard();
    this.#calls?.discard();
  }

  /** A run of another method may have written here before: its own tables don't belong to this one. */
  #removeStale(tables: readonly string[]): void {
    let before: Partial<Manifest>;
    try {
      before = JSON.parse(readFileSync(join(this.path, FILES.manifest), 'utf8'));
    } catch {
      return; // the first run here
    }
    for (const name of before.ownTables ?? []) {
      if (!tables.includes(name) && basename(name) === name) rmSync(join(this.path, name), { force: true });
    }
  }

  close(): void {
    this.#release();
  }

  /** Row by row: a table may have hundreds of thousands. */
  #writeTable<T>(
    name: string,
    columns: readonly string[],
    rows: readonly T[],
    toRow: (row: T) => readonly Cell[],
  ): void {
    this.#written(name, (path) => {
      const table = new GrowingCsv(path, columns);
      for (const row of rows) table.add(toRow(row));
      table.finish();
    });
  }

  #written(name: string, write: (path: string) => void): void {
    const path = join(this.path, name);
    try {
      write(path);
    } catch (error) {
      if (error instanceof RunFailed) throw error;
      throw new RunFailed(`${path} can't be written (${messageOf(error)}); the recording has all that was answered`);
    }
  }
}
