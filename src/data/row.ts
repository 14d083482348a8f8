/** A row of a data file as it stands there. */
export interface Row {
  value: Record<string, unknown>;
  /** Where the row stands, for messages: `data.jsonl:12`, `data.yaml, item 3`. Both count from 1. */
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
