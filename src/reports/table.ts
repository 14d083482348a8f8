import { stripVTControlCharacters } from 'node:util';
import Table from 'cli-table3';
import { colors as pc } from '../colors.ts';

export interface Column {
  name: string;
  align?: 'left' | 'right';
  /** Left out where the terminal is too narrow for all columns; 1 goes first. */
  spare?: number;
}

/**
 * A table without the columns that there is no room for; what is left out is named below it, with the file that has it.
 *
 * @param draw makes the table of some of the columns
 * @param width characters that fit into a line
 */
export function fittingTable<C extends Column>(
  columns: readonly C[],
  draw: (columns: readonly C[]) => string,
  width = process.stdout.columns ?? Number.POSITIVE_INFINITY,
): string {
  const spares = columns.filter(({ spare }) => spare !== undefined).sort((a, b) => a.spare! - b.spare!);
  for (let left = 0; ; left += 1) {
    const out = new Set(spares.slice(0, left));
    const table = draw(columns.filter((column) => !out.has(column)));
    if (left < spares.length && widthOf(table) > width) continue;
    const names = columns.filter((column) => out.has(column)).map(({ name }) => name);
    return left === 0 ? table : `${table}\n${pc.dim(`No room for: ${names.join(', ')}; see summary.csv`)}`;
  }
}

function widthOf(table: string): number {
  return Math.max(
    ...stripVTControlCharacters(table)
      .split('\n')
      .map((line) => line.length),
  );
}

/** A table of text for the terminal: columns line up, with a rule below the heading and no other lines. */
export function textTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const blank = {
    top: '',
    'top-mid': '',
    'top-left': '',
    'top-right': '',
    bottom: '',
    'bottom-mid': '',
    'bottom-left': '',
    'bottom-right': '',
  };
  const rule = { mid: '─', 'mid-mid': '──', 'left-mid': '', 'right-mid': '', left: '', right: '', middle: '  ' };
  const table = new Table({
    head: columns.map(({ name }) => pc.bold(name)),
    colAligns: columns.map(({ align }) => align ?? 'left'),
    chars: { ...blank, ...rule },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
  });
  table.push(...rows.map((row) => [...row]));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
