import stringWidth from 'fast-string-width';
import { colors as pc } from './colors.ts';
import { SHORTEST, shortened } from './shortened.ts';
import { type Column, fits, GAP, padded, type Rows, textTable } from './table.ts';
import { wrapped } from './wrapped.ts';

/** A column, and what stands in it. */
export interface Drawn<Row> extends Column {
  draw: (row: Row) => string;
}

/** Names are cut no shorter than this as long as there is a column that can be spared. */
const READABLE = 14;

/** A table of the columns that say anything and that the terminal has room for. @param elsewhere where all of them are */
export function drawnTable<Row>(
  columns: readonly Drawn<Row>[],
  rows: readonly Row[],
  elsewhere = 'summary.csv',
): string {
  const used = columns.filter(({ draw }) => rows.some((row) => draw(row) !== ''));
  const cells = rows.map((row) => used.map(({ draw }) => draw(row)));
  return fittingTable(used, cells, process.stdout.columns, elsewhere);
}

/**
 * A table none of whose lines is broken by the terminal. Where it is too narrow, names are shortened first, as far as
 * they can be read; then columns that can be spared are left out. What there is no room for is named below the table.
 * Where not even that is enough, each row becomes a block with a line for each of its cells.
 *
 * @param width characters that fit into a line; undefined where there is no terminal
 * @param elsewhere where one finds what there is no room for
 */
export function fittingTable(
  columns: readonly Column[],
  rows: Rows,
  width: number | undefined,
  elsewhere: string,
): string {
  const whole = textTable(columns, rows);
  if (width === undefined || fits(whole, width)) return whole;
  const names = columns.flatMap((column, i) => (column.names ? rows.map((row) => row[i]!) : []));
  const longest = widest(names);
  const widths = columns.map(({ name, names }, i) => {
    const cells = widest(rows.map((row) => row[i]!));
    return { least: Math.max(stringWidth(name), names ? 0 : cells), name: names ? cells : 0 };
  });
  const haveRoom = (shown: readonly number[], room: number) =>
    shown.reduce((sum, i) => sum + Math.max(widths[i]!.least, Math.min(room, widths[i]!.name)) + GAP, -GAP) <= width;

  const all = columns.map((_, i) => i);
  const most = Math.min(longest, width);
  const readable = roomFor(names, READABLE, most);
  const shown = all.filter((i) => columns[i]!.spare === undefined);
  const spares = all.filter((i) => columns[i]!.spare !== undefined);
  for (const i of spares.sort((a, b) => columns[b]!.spare! - columns[a]!.spare!)) {
    if (haveRoom([...shown, i], readable)) shown.push(i);
  }
  let room = haveRoom(shown, readable) ? readable : roomFor(names, SHORTEST, most);
  while (room < longest && haveRoom(shown, room + 1)) room += 1;
  const short = haveRoom(shown, room) ? shortened(names, room) : undefined;
  if (short === undefined) return blocks(columns, rows);

  const inOrder = all.filter((i) => shown.includes(i));
  const table = textTable(
    inOrder.map((i) => columns[i]!),
    rows.map((row) => inOrder.map((i) => (columns[i]!.names ? short.get(row[i]!)! : row[i]!))),
  );
  const missing = [
    ...(room < longest ? ['whole names'] : []),
    ...columns.filter((_, i) => !shown.includes(i)).map(({ name }) => name),
  ];
  return `${table}\n${wrapped(pc.dim(`No room for: ${missing.join(', ')}; see ${elsewhere}`), width)}`;
}

/** The room from which on names can be told apart, between these two. */
function roomFor(names: readonly string[], least: number, most: number): number {
  let room = least;
  while (room < most && shortened(names, room) === undefined) room += 1;
  return Math.min(room, most);
}

function widest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, stringWidth(text)), 0);
}

/** All that a table holds, without columns beside each other. */
function blocks(columns: readonly Column[], rows: Rows): string {
  const heading = widest(columns.map(({ name }) => name));
  const lines = (row: readonly string[]) =>
    columns.flatMap(({ name }, i) => (row[i] === '' ? [] : [`${padded(pc.bold(name), heading)}  ${row[i]}`]));
  return rows.map((row) => lines(row).join('\n')).join('\n\n');
}
