import { closeSync, openSync, renameSync, writeSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { messageOf, RunFailed } from '../errors.ts';
import type { Cell } from './tables.ts';

// Ids and names come from data: one that a spreadsheet would take for a formula is written with an apostrophe before it.
const OPTIONS = { escape_formulas: true, record_delimiter: 'unix' } as const;

export function csvText(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return stringify([columns, ...rows], OPTIONS);
}

/** The rows of one of our own CSV files, by column; an empty cell is undefined. */
export function parseCsv(text: string): Record<string, string | undefined>[] {
  return parse(text, {
    columns: true,
    bom: true,
    skip_empty_lines: true,
    cast: (value) => (value === '' ? undefined : value.replace(/^'(?=[=+\-@\t\r＝＋－＠])/, '')),
  });
}

const ROWS_AT_ONCE = 200;

/**
 * A text file that is written while a run goes on. It bears its name only once it is whole: until then it is called
 * `NAME.partial`, so that a run that was killed leaves the results of the one before as they were.
 */
export class GrowingFile {
  readonly #path: string;
  readonly #fd: number;

  constructor(path: string) {
    this.#path = path;
    this.#fd = openSync(`${path}.partial`, 'w');
  }

  write(text: string): void {
    const bytes = Buffer.from(text);
    try {
      for (let done = 0; done < bytes.length; ) done += writeSync(this.#fd, bytes, done);
    } catch (error) {
      throw new RunFailed(
        `${this.#path} can't be written (${messageOf(error)}); the recording has all that was answered`,
      );
    }
  }

  /** Gives the file its name. */
  finish(): void {
    closeSync(this.#fd);
    renameSync(`${this.#path}.partial`, this.#path);
  }
}

/** A CSV file that is written while a run goes on. Rows are gathered to be written a few hundred at a time. */
export class GrowingCsv {
  readonly #file: GrowingFile;
  #rows: (readonly Cell[])[] = [];

  constructor(path: string, columns: readonly string[]) {
    this.#file = new GrowingFile(path);
    this.#file.write(csvText(columns, []));
  }

  add(row: readonly Cell[]): void {
    this.#rows.push(row);
    if (this.#rows.length >= ROWS_AT_ONCE) this.#flush();
  }

  finish(): void {
    this.#flush();
    this.#file.finish();
  }

  #flush(): void {
    if (this.#rows.length > 0) this.#file.write(stringify(this.#rows, OPTIONS));
    this.#rows = [];
  }
}
