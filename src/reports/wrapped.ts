import { wrapAnsi } from 'fast-wrap-ansi';

/**
 * Prose for a terminal: lines are broken between words, where it would break them in the middle of one. Indented lines
 * are drawings and stay as they are, and so does everything where there is no terminal.
 *
 * @param columns characters that fit into a line; undefined where nobody draws lines
 */
export function wrapped(text: string, columns: number | undefined): string {
  if (columns === undefined || columns <= 0) return text;
  return text
    .split('\n')
    .map((line) => (line.startsWith(' ') ? line : wrapAnsi(line, columns)))
    .join('\n');
}
