import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { messageOf, RunFailed } from '../errors.ts';
import { plainRow } from './plain-row.ts';
import type { Cell } from './tables.ts';

/** How a text begins that a spreadsheet would take for a formula; apostrophes before that come from escaping. */
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/;
const ESCAPED = /^'+[=+\-@\t\r＝＋－＠]/;

// Ids and names come from data: one that a spreadsheet would take for a formula is written with an apostrophe before it,
// and so is one that looks as if that had been done to it, so that reading gives back what was written.
const OPTIONS = {
  cast: { string: (text: string) => (FORMULA.test(text) ? `'${text}` : text) },
  quoted_match: /\r/, // some readers end a row there
  record_delimiter: 'unix',
} as const;

export function csvText(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return stringify([columns, ...rows], OPTIONS);
}

/** The rows of one of our own CSV files, by column; an empty cell is undefined. A spreadsheet may have saved it anew. */
export function parseCsv(text: string): Record<string, string | undefined>[] {
  return parse(text, {
    columns: true,
    bom: true,
    record_delimiter: ['\n', '\r\n'],
    skip_empty_lines: true,
    cast: (value) => (value === '' ? undefined : ESCAPED.test(value) ? value.slice(1) : value),
  });
}

const ROWS_AT_ONCE = 200;
const WRITTEN_AT_ONCE = 8 << 10;

/**
 * A text file that is written while a run goes on. It bears its name only once it is whole: until then it is called
 * `NAME.partial`, so that a run that was killed leaves the results of the one before as they were.
 */
export class GrowingFile {
  readonly #path: string;
  readonly #fd: number;
  /** What is gathered to be written at once: what it is made of is on disk already, in the recording. */
  #pending: string[] = [];
  #pendingLength = 0;

  constructor(path: string) {
    this.#path = path;
    this.#fd = openSync(`${path}.partial`, 'w');
  }

  write(text: string): void {
    this.#pending.push(text);
    this.#pendingLength += text.length;
    if (this.#pendingLength > WRITTEN_AT_ONCE) this.#flush();
  }

  #flush(): void {
    const bytes = Buffer.from(this.#pending.join(''));
    this.#pending = [];
    this.#pendingLength = 0;
    try {
      for (let done = 0; done < bytes.length; ) done += writeSync(this.#fd, bytes, done);
    } catch (error) {
      throw new RunFailed(
        `${this.#path} can't be written (${messageOf(error)}); the recording has all that was answered`,
      );
    }
  }

  /** Writes what is pending: nothing follows. The file bears its name only after `finish`. */
  end(): void {
    this.#flush();
    closeSync(this.#fd);
  }

  /** Gives the file, which was ended, its name. */
  finish(): void {
    renameSync(`${this.#path}.partial`, this.#path);
  }

  /** Leaves the file that bears the name as it was. */
  discard(): void {
    closeSync(this.#fd);
    rmSync(`${this.#path}.partial`, { force: true });
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

  end(): void {
    this.#flush();
    this.#file.end();
  }

  finish(): void {
    this.#file.finish();
  }

  discard(): void {
    this.#file.discard();
  }

  #flush(): void {
    const lines = this.#rows.map((row) => plainRow(row) ?? stringify([row], OPTIONS));
    if (lines.length > 0) this.#file.write(lines.join(''));
    this.#rows = [];
  }
}
