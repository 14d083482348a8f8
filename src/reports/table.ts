import stringWidth from 'fast-string-width';
import { colors as pc } from './colors.ts';

export interface Column {
  name: string;
  align?: 'left' | 'right';
  /** May be left out where the terminal is too narrow for all columns; those with a low number go first. */
  spare?: number;
  /** Holds names, which may be shortened where the terminal is too narrow. */
  names?: true;
}

/** The cells of each row, one for each column. */
export type Rows = readonly (readonly string[])[];

/** Spaces between two columns. */
export const GAP = 2;

/** Whether no line is broken. @param width characters that fit into a line */
export function fits(text: string, width = process.stdout.columns): boolean {
  if (width === undefined || width <= 0) return true;
  return text.split('\n').every((line) => stringWidth(line) <= width);
}

/** A table of text for the terminal: columns line up, with a rule below the heading and no other lines. */
export function textTable(columns: readonly Column[], rows: Rows): string {
  const head = columns.map(({ name }) => pc.bold(name));
  const widths = head.map((name, i) =>
    rows.reduce((most, row) => Math.max(most, stringWidth(row[i]!)), stringWidth(name)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => padded(cell, widths[i]!, columns[i]!.align))
      .join(' '.repeat(GAP))
      .trimEnd();
  const rule = '─'.repeat(widths.reduce((sum, width) => sum + width + GAP, -GAP));
  return [line(head), rule, ...rows.map(line)].join('\n');
}

/** A text with spaces behind it, or before it. @param width in columns of a terminal, of which a wide character takes two */
export function padded(text: string, width: number, align: Column['align'] = 'left'): string {
  const space = ' '.repeat(Math.max(0, width - stringWidth(text)));
  return align === 'left' ? `${text}${space}` : `${space}${text}`;
}
