import type { Cell } from './tables.ts';

/** Texts that need neither quotation marks nor an apostrophe, whatever stands around them. */
const PLAIN = /^(?:[\w.][\w .:/()[\]-]*)?$/;

/**
 * A row of CSV whose cells are all plain, made without the CSV library, which takes ten times as long: a run may have
 * millions of rows. Undefined for any other row.
 */
export function plainRow(row: readonly Cell[]): string | undefined {
  let line = '';
  for (let i = 0; i < row.length; i += 1) {
    const cell = row[i];
    if (i > 0) line += ',';
    if (cell === undefined) continue;
    if (typeof cell === 'string' && !PLAIN.test(cell)) return undefined;
    line += cell;
  }
  return `${line}\n`;
}
