import { problemCount, UsageErrors } from '../errors.ts';

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

/** All problems of a config file, each with file:line:column, the line, and a caret below what is meant. */
export class ConfigError extends UsageErrors {
  override name = 'ConfigError';
  constructor(path: string, source: string, problems: readonly Problem[]) {
    const sorted = [...problems].sort((a, b) => (a.at ?? -1) - (b.at ?? -1));
    const shown = sorted.slice(0, SHOWN).map((problem) => describe(problem, path, source));
    const more = sorted.length > SHOWN ? [`… and ${sorted.length - SHOWN} more. Is this a run config?`] : [];
    super([...shown, ...more], `${path}: ${problemCount(problems.length)}`);
  }
}

function describe({ message, at, length = 1, origin }: Problem, path: string, source: string): string {
  if (at === undefined) return `${origin ?? path}: ${message}`;
  const before = source.slice(0, at);
  const line = before.split('\n').length;
  const start = before.lastIndexOf('\n') + 1;
  const end = source.indexOf('\n', at);
  // A tab, which is wide and may be the very mistake, is shown as one character that can be seen.
  const text = source
    .slice(start, end < 0 ? source.length : end)
    .replace(/\r$/, '')
    .replaceAll('\t', '→');
  const column = at - start + 1;
  const width = Math.max(1, Math.min(length, text.length - column + 1));
  const number = String(line);
  const indent = ' '.repeat(number.length);
  return [
    `${path}:${line}:${column}: ${message}`,
    `  ${number} | ${text}`,
    `  ${indent} | ${' '.repeat(column - 1)}${'^'.repeat(width)}`,
  ].join('\n');
}
