import type { ScoreVerdict } from './entries.ts';
import type { Heading } from './heading.ts';
import { headingBefore } from './heading-before.ts';
import { labelOf } from './label.ts';
import { scoresOfRows, type TableRow } from './rows.ts';

/** Lines that follow each other and have bars. */
const TABLE = /(?:^[^\n|]*\|[^\n]*(?:\n|$)){2,}/gm;
const RULE = /^[\s|:-]*$/;

/** What announces a column under the title of its table. */
function titled(column: Heading, title: Heading): Heading {
  const scale = column.scale ?? title.scale;
  if (column.kind === 'unknown') return { ...title, scale };
  // `Ranking` may stand above scores, `Maximum scores` not.
  const isOther = title.kind === 'other' && /score|rating|分/.test(title.name);
  return { ...column, kind: title.kind === 'draft' || isOther ? title.kind : column.kind, scale };
}

/** More rows than a table with a column a sample has. */
const TALLEST = 100;

/** A row with the place of its cells in the reply. */
interface PlacedRow extends TableRow {
  start: number;
  end: number;
}

/** The scores of Markdown tables: a row a sample, or a column a sample. */
export function* tableVerdicts(reply: string): Generator<ScoreVerdict> {
  if (!reply.includes('|')) return;
  for (const { 0: text, index } of reply.matchAll(TABLE)) {
    const rows = rowsOf(text, index);
    const found = scoresIn(rows) ?? scoresIn(turned(rows));
    if (found === undefined) continue;
    const { scored, heading } = found;
    const entries = scored.map(({ row: { start, end }, ...entry }) => ({ ...entry, start, end }));
    if (entries.every(({ value }) => value === undefined)) continue;
    yield {
      entries,
      start: index,
      end: index + text.trimEnd().length,
      heading: titled(heading, headingBefore(reply, index)),
    };
  }
}

function scoresIn(rows: readonly PlacedRow[]) {
  const [head, ...rest] = rows;
  if (head === undefined) return undefined;
  const isBody = head.cells.some((cell) => labelOf(cell)?.word !== undefined);
  return scoresOfRows(isBody ? [] : head.cells, isBody ? rows : rest);
}

function rowsOf(text: string, index: number): PlacedRow[] {
  let start = index;
  return text.split('\n').flatMap((line) => {
    const from = start;
    start += line.length + 1;
    const written = line.trimEnd();
    // A bar that closes the row shows that its last cell is complete.
    const end = from + written.length - (written.endsWith('|') ? 1 : 0);
    return RULE.test(line) ? [] : { cells: cellsOf(line), start: from, end };
  });
}

function cellsOf(line: string): string[] {
  return line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());
}

/** The same table with its columns as rows. Each of them reaches over the whole table. */
function turned(rows: readonly PlacedRow[]): PlacedRow[] {
  const [first] = rows;
  if (first === undefined || rows.length > TALLEST) return [];
  const end = rows.at(-1)!.end;
  return first.cells.map((_, i) => ({ cells: rows.map(({ cells }) => cells[i] ?? ''), start: first.start, end }));
}
