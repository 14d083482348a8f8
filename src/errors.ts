/** Something that is wrong, and its place in a file where that is known: line and column count from 1. */
export interface Mistake {
  message: string;
  at?: { file: string; line: number; column: number };
}

/** The command, the config or the data is wrong; nothing was asked. Ends the program with exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError';

  /** One by one. */
  get mistakes(): readonly Mistake[] {
    return [{ message: this.message }];
  }
}

/** Several mistakes told at once, a paragraph each; the last line says how many there are. */
export class UsageErrors extends UsageError {
  override name = 'UsageErrors';
  readonly #told: readonly string[];
  readonly #end: string;

  constructor(told: readonly string[], end: string) {
    super([...told, end].join('\n\n'));
    this.#told = told;
    this.#end = end;
  }

  override get mistakes(): readonly Mistake[] {
    return this.#told.map((message) => ({ message }));
  }

  /** The same, with what they stand in named at the end: each tells its own place. */
  in(place: string): UsageErrors {
    return new UsageErrors(this.#told, `${place}: ${this.#end}`);
  }
}

/** The last line of several mistakes. */
export function problemCount(count: number, where = ''): string {
  return `${count} ${count === 1 ? 'problem' : 'problems'}${where}; nothing was asked`;
}

/** A UsageError with its place put before its message (`my.yaml: …`); any other error as it is. */
export function placedIn<E>(place: string, error: E): E | UsageError {
  if (error instanceof UsageErrors) return error.in(place);
  return error instanceof UsageError ? new UsageError(`${place}: ${error.message}`) : error;
}

/** A run cannot go on (a backend failed for good, the disk is full); what was done is kept. Exit code 3. */
export class RunFailed extends Error {
  override name = 'RunFailed';
}

/** The user asked to stop; what was done is kept. Ends the program with exit code 130. */
export class Interrupted extends Error {
  override name = 'Interrupted';
  constructor() {
    super('interrupted');
  }
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The `code` of a Node.js system error (`ENOENT`, `ECONNREFUSED`, …), searched through its causes. */
export function codeOf(error: unknown): string | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code;
    if (at instanceof AggregateError && at.errors.length > 0) return codeOf(at.errors[0]);
  }
  return undefined;
}
