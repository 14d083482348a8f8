import { parse } from 'csv-parse/sync';
import { messageOf, UsageError } from '../errors.ts';
import { readLineBatches } from './lines.ts';
import { LineRow, type Row } from './row.ts';

/** What may part the cells: the first of them that the header has. Spreadsheets write semicolons where commas are decimal. */
const DELIMITERS = [',', ';', '\t'];

/**
 * The rows of a CSV file with a header, many at a time. A record without quotation marks is split at its delimiters; only
 * others are given to the CSV parser, which takes ten times as long.
 *
 * @throws UsageError at the first row that can't be read, naming the file and the line
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
      if (header === undefined) delimiter = delimiterOf(record);
      const cells = cellsOf(record, delimiter, path, openSince);
      open = [];
      if (header === undefined) header = checkedHeader(cells, path);
      else rows.push(toRow(cells, header, path, openSince));
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

function cellsOf(record: string, delimiter: string, path: string, line: number): readonly string[] {
  if (!record.includes('"')) return record.split(delimiter);
  try {
    return parse(record, { delimiter, record_delimiter: '\n' })[0] ?? [];
  } catch (error) {
    // The parser counts lines from the beginning of the record.
    throw new UsageError(`${path}:${line}: ${messageOf(error).replace(/ (?:at|on) line \d+/, '')}`);
  }
}

function checkedHeader(names: readonly string[], path: string): readonly string[] {
  if (names.some((name) => name.includes('\r')))
    throw new UsageError(`${path}: its lines end in a carriage return alone; save it with LF or CRLF line ends`);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) throw new UsageError(`${path}: two columns are called "${twice}"`);
  return names;
}

function toRow(cells: readonly string[], header: readonly string[], path: string, line: number): Row {
  if (cells.length !== header.length) {
    throw new UsageError(`${path}:${line}: this row has ${cells.length} cells where the header has ${header.length}`);
  }
  const value: Record<string, unknown> = {};
  for (let i = 0; i < header.length; i += 1) value[header[i]!] = cells[i];
  return new LineRow(value, path, line);
}
