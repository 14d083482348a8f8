import { wrapAnsi } from 'fast-wrap-ansi';

/**
 * Prose for a terminal, with lines broken between words; the terminal would break them within a word. Indented lines
 * are drawings and stay as they are. Where there is no terminal, everything stays as it is.
 *
 * @param columns characters that fit into a line; undefined where there is no terminal
 */
export function wrapped(text: string, columns: number | undefined): string {
  if (columns === undefined || columns <= 0) return text;
  return text
    .split('\n')
    .map((line) => (line.startsWith(' ') ? line : wrapAnsi(line, columns)))
    .join('\n');
}
