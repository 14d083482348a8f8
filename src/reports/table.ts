import { stripVTControlCharacters } from 'node:util';
import Table from 'cli-table3';
import { colors as pc } from './colors.ts';
import { wrapped } from './wrapped.ts';

export interface Column {
  name: string;
  align?: 'left' | 'right';
  /** May be left out where the terminal is too narrow for all columns; those with a low number go first. */
  spare?: number;
}

/** A column, and what stands in it. */
export interface Drawn<Row> extends Column {
  draw: (row: Row) => string;
}

/** A table of the columns that say anything and that the terminal has room for. @param elsewhere where all of them are */
export function drawnTable<Row>(
  columns: readonly Drawn<Row>[],
  rows: readonly Row[],
  elsewhere = 'summary.csv',
): string {
  const used = columns.filter(({ draw }) => rows.some((row) => draw(row) !== ''));
  const draw = (fitting: readonly Drawn<Row>[]) =>
    textTable(
      fitting,
      rows.map((row) => fitting.map(({ draw }) => draw(row))),
    );
  return fittingTable(used, draw, process.stdout.columns, elsewhere);
}

/**
 * A table without the columns that there is no room for; what is left out is named below it.
 *
 * @param draw makes the table of some of the columns
 * @param width characters that fit into a line
 * @param elsewhere where one finds what is left out
 */
export function fittingTable<C extends Column>(
  columns: readonly C[],
  draw: (columns: readonly C[]) => string,
  width = process.stdout.columns,
  elsewhere = 'summary.csv',
): string {
  const whole = draw(columns);
  if (fits(whole, width)) return whole;
  const spares = columns.filter(({ spare }) => spare !== undefined).sort((a, b) => b.spare! - a.spare!);
  const out = new Set(spares);
  let table = draw(columns.filter((column) => !out.has(column)));
  for (const column of spares) {
    out.delete(column);
    const wider = draw(columns.filter((column) => !out.has(column)));
    if (fits(wider, width)) table = wider;
    else out.add(column);
  }
  if (out.size === 0) return table;
  const names = columns.filter((column) => out.has(column)).map(({ name }) => name);
  return `${table}\n${wrapped(pc.dim(`No room for: ${names.join(', ')}; see ${elsewhere}`), width)}`;
}

/** Whether no line is broken. @param width characters that fit into a line */
export function fits(text: string, width = process.stdout.columns): boolean {
  if (width === undefined || width <= 0) return true;
  return stripVTControlCharacters(text)
    .split('\n')
    .every((line) => line.length <= width);
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
