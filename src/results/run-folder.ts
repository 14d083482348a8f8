import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sync as writeFileAtomic } from 'write-file-atomic';
import { messageOf, RunFailed, UsageError } from '../errors.ts';
import type { OwnTable, Rating, Score, Statistic } from '../evaluators/evaluator.ts';
import { makeFolder } from '../make-folder.ts';
import { GrowingCsv, GrowingFile } from './csv.ts';
import { lockFolder } from './lock.ts';
import type { Manifest } from './manifest.ts';
import { removeStale } from './stale.ts';
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
      makeFolder(path);
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

  /**
   * Gives every file its name, run.json last. Until the tables are whole on the disk, the run before stays as it was;
   * while they take their names, the folder holds no run.
   *
   * @throws RunFailed where a file can't be written
   */
  finish(
    scores: readonly Score[],
    statistics: readonly Statistic[],
    tables: Record<string, OwnTable>,
    manifest: Manifest,
  ): void {
    const evaluator = this.#evaluator;
    const files = new Map<string, GrowingCsv | GrowingFile>([[FILES.ratings, this.#ratings]]);
    if (this.#calls !== undefined) files.set(FILES.calls, this.#calls);
    for (const [name, file] of files) this.#written(name, () => file.end());
    files.set(
      FILES.scores,
      this.#table(FILES.scores, SCORE_COLUMNS, scores, (score) => scoreRow(evaluator, score)),
    );
    files.set(
      FILES.summary,
      this.#table(FILES.summary, SUMMARY_COLUMNS, statistics, (each) => summaryRow(evaluator, each)),
    );
    for (const [name, { columns, rows }] of Object.entries(tables))
      files.set(
        name,
        this.#table(name, columns, rows, (row) => row),
      );
    this.#written(FILES.manifest, (path) => {
      removeStale(this.path, path, Object.keys(tables));
      // Should this be cut short below, the tables of two runs stand here: without a run.json nobody takes them for one.
      rmSync(path, { force: true });
    });
    for (const [name, file] of files) this.#written(name, () => file.finish());
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

  close(): void {
    this.#release();
  }

  /** Row by row: a table may have hundreds of thousands. */
  #table<T>(
    name: string,
    columns: readonly string[],
    rows: readonly T[],
    toRow: (row: T) => readonly Cell[],
  ): GrowingCsv {
    return this.#written(name, (path) => {
      const table = new GrowingCsv(path, columns);
      for (const row of rows) table.add(toRow(row));
      table.end();
      return table;
    });
  }

  #written<T>(name: string, write: (path: string) => T): T {
    const path = join(this.path, name);
    try {
      return write(path);
    } catch (error) {
      if (error instanceof RunFailed) throw error;
      throw new RunFailed(`${path} can't be written (${messageOf(error)}); the recording has all that was answered`);
    }
  }
}
