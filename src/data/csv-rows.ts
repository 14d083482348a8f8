import { parse } from 'csv-parse/sync';
import { UsageError } from '../errors.ts';
import { readLineBatches } from './lines.ts';
import { BrokenRow, LineRow, type Row } from './row.ts';

/** What may part the cells: the first of them that the header has. Spreadsheets write semicolons where commas are decimal. */
const DELIMITERS = [',', ';', '\t'];

/**
 * The rows of a CSV file with a header, many at a time. A record without quotation marks is split at its delimiters; only
 * others are given to the CSV parser, which takes ten times as long.
 *
 * A row that can't be read is a BrokenRow.
 *
 * @throws UsageError where the header can't be read, or a quotation has no end
 */
export async function* csvRows(path: string): AsyncGenerator<readonly Row[]> {
  let header: readonly string[] | undefined;
  let delimiter = ',';
  /** The lines of the record that is being read, the number of the first of them, and whether a quotation is open. */
  let open: string[] = [];
  let openSince = 0;
  let odd = false;
  for await (const { lines, first } of readLineBatches(path)) {
    const rows: Row[] = [];
    for (let i = 0; i < lines.length; i += 1) {
      const line = lines[i]!.endsWith('\r') ? lines[i]!.slice(0, -1) : lines[i]!;
      if (open.length === 0) {
        if (line === '') continue;
        openSince = first + i;
      }
      open.push(line);
      // A record ends with the line at which its quotation marks are even.
      odd = odd !== hasOddQuotes(line);
      if (odd) continue;
      const record = open.join('\n');
      open = [];
      if (header === undefined) {
        delimiter = delimiterOf(record);
        header = headerOf(record, delimiter, path, openSince);
      } else rows.push(toRow(record, delimiter, header, path, openSince));
    }
    yield rows;
  }
  if (open.length > 0)
    throw new UsageError(`${path}:${openSince}: a quotation mark is opened here or below and never closed`);
}

function hasOddQuotes(line: string): boolean {
  let odd = false;
  for (let at = line.indexOf('"'); at >= 0; at = line.indexOf('"', at + 1)) odd = !odd;
  return odd;
}

function delimiterOf(header: string): string {
  const outsideQuotes = header.replace(/"[^"]*"/g, '');
  return DELIMITERS.find((delimiter) => outsideQuotes.includes(delimiter)) ?? ',';
}

/** What is wrong with a record that can't be split. */
const MISPLACED =
  'a quotation mark is misplaced: a cell that holds one must stand in quotation marks, with "" for each of its own';

/** The cells of a record; undefined where its quotation marks make no sense. */
function cellsOf(record: string, delimiter: string): readonly string[] | undefined {
  if (!record.includes('"')) return record.split(delimiter);
  try {
    return parse(record, { delimiter, record_delimiter: '\n' })[0] ?? [];
  } catch {
    return undefined;
  }
}

function headerOf(record: string, delimiter: string, path: string, line: number): readonly string[] {
  const names = cellsOf(record, delimiter);
  if (names === undefined) throw new UsageError(`${path}:${line}: ${MISPLACED}`);
  if (names.some((name) => name.includes('\r')))
    throw new UsageError(`${path}: its lines end in a carriage return alone; save it with LF or CRLF line ends`);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) throw new UsageError(`${path}: two columns are called "${twice}"`);
  return names;
}

function toRow(record: string, delimiter: string, header: readonly string[], path: string, line: number): Row {
  const cells = cellsOf(record, delimiter);
  if (cells === undefined) return new BrokenRow(`${path}:${line}`, MISPLACED);
  if (cells.length !== header.length) {
    const wrong = `this row has ${cells.length} cells where the header has ${header.length}`;
    return new BrokenRow(`${path}:${line}`, wrong);
  }
  const value: Record<string, unknown> = {};
  for (let i = 0; i < header.length; i += 1) value[header[i]!] = cells[i];
  return new LineRow(value, path, line);
}
