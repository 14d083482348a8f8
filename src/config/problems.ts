import { type Mistake, problemCount, UsageErrors } from '../errors.ts';

/** Something wrong in a config, with its place in the file where it has one. */
export interface Problem {
  message: string;
  /** Offset in the source. */
  at?: number;
  /** How many characters are meant. */
  length?: number;
  /** Stands in place of file:line:column where the problem is not in the file (a command-line flag). */
  origin?: string;
}

/** More than these nobody reads. */
const SHOWN = 30;
/** Characters of a line that are shown, so that a terminal of 80 columns does not break it and part it from its caret. */
const LONGEST = 70;
/** As many of them at least stand before what is meant, where there are more. */
const BEFORE = 20;

/** All problems of a config file, each with file:line:column, the line, and a caret below what is meant. */
export class ConfigError extends UsageErrors {
  override name = 'ConfigError';
  readonly #mistakes: readonly Mistake[];

  constructor(path: string, source: string, problems: readonly Problem[]) {
    const sorted = [...problems].sort((a, b) => (a.at ?? -1) - (b.at ?? -1));
    const shown = sorted.slice(0, SHOWN).map((problem) => describe(problem, path, source));
    const more = sorted.length > SHOWN ? [`… and ${sorted.length - SHOWN} more. Is this a run config?`] : [];
    super([...shown, ...more], `${path}: ${problemCount(problems.length)}`);
    this.#mistakes = sorted.map((problem) => toMistake(problem, path, source));
  }

  override get mistakes(): readonly Mistake[] {
    return this.#mistakes;
  }
}

function toMistake({ message, at, origin }: Problem, path: string, source: string): Mistake {
  if (at === undefined) return { message: `${origin ?? path}: ${message}` };
  return { message, at: { file: path, ...placeOf(at, source) } };
}

/** @param at an offset in the source */
function placeOf(at: number, source: string): { line: number; column: number } {
  const before = source.slice(0, at);
  return { line: before.split('\n').length, column: at - before.lastIndexOf('\n') };
}

function describe({ message, at, length = 1, origin }: Problem, path: string, source: string): string {
  if (at === undefined) return `${origin ?? path}: ${message}`;
  const { line, column } = placeOf(at, source);
  const start = at - column + 1;
  const end = source.indexOf('\n', at);
  // A tab, which is wide and may be the very mistake, is shown as one character that can be seen.
  const text = source
    .slice(start, end < 0 ? source.length : end)
    .replace(/\r$/, '')
    .replaceAll('\t', '→');
  const number = String(line);
  const indent = ' '.repeat(number.length);
  const [shown, offset] = around(text, column - 1);
  const width = Math.max(1, Math.min(length, shown.length - offset));
  return [
    `${path}:${line}:${column}: ${message}`,
    `  ${number} | ${shown}`,
    `  ${indent} | ${' '.repeat(offset)}${'^'.repeat(width)}`,
  ].join('\n');
}

/** What of a long line is around an offset, and the offset in it. */
function around(text: string, offset: number): [string, number] {
  if (text.length <= LONGEST) return [text, offset];
  const from = Math.max(0, Math.min(offset - BEFORE, text.length - LONGEST));
  const part = text.slice(from, from + LONGEST);
  const cut = from + LONGEST < text.length ? `${part.slice(0, -1)}…` : part;
  return [from > 0 ? `…${cut.slice(1)}` : cut, offset - from];
}
