import Table from 'cli-table3';
import { colors as pc } from '../colors.ts';

export interface Column {
  name: string;
  align?: 'left' | 'right';
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
