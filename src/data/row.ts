import { UsageError } from '../errors.ts';

/** A row of a data file as it stands there. */
export interface Row {
  readonly value: Record<string, unknown>;
  /** Where the row stands, for messages: `data.jsonl:12`, `data.json, item 3`. Both count from 1. */
  readonly place: string;
}

/** A row that makes up the text of its place only when an error asks for it. */
export class LineRow implements Row {
  readonly value: Record<string, unknown>;
  readonly #path: string;
  readonly #line: number;

  constructor(value: Record<string, unknown>, path: string, line: number) {
    this.value = value;
    this.#path = path;
    this.#line = line;
  }

  get place(): string {
    return `${this.#path}:${this.#line}`;
  }
}

/** A row that can't be read. Whoever looks into it is told why, so that the rows after it can be looked at as well. */
export class BrokenRow implements Row {
  readonly place: string;
  readonly #wrong: string;

  constructor(place: string, wrong: string) {
    this.place = place;
    this.#wrong = wrong;
  }

  /** @throws RowError */
  get value(): never {
    throw new RowError(this.place, this.#wrong);
  }
}

/** What is wrong with a row, or with a part of it. */
export class RowError extends UsageError {
  override name = 'RowError';
  readonly place: string;
  /** The message without the place: the same for all rows with the same mistake. */
  readonly wrong: string;

  constructor(place: string, wrong: string) {
    super(`${place}: ${wrong}`);
    this.place = place;
    this.wrong = wrong;
  }
}
