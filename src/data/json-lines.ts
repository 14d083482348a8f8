import { messageOf } from '../errors.ts';
import type { Lines } from './lines.ts';
import { isMapping, noMapping } from './mapping.ts';
import { BrokenRow, LineRow, type Row } from './row.ts';

/** The rows of a JSONL text that is in memory. */
export function jsonLines(text: string, path: string): Row[] {
  return jsonRows(path, { lines: text.replace(/^\uFEFF/, '').split('\n'), first: 1 });
}

/** The rows on lines of JSONL; empty lines are none. */
export function jsonRows(path: string, { lines, first }: Lines): Row[] {
  const rows: Row[] = [];
  for (let i = 0; i < lines.length; i += 1) {
    const text = lines[i]!;
    if (text.trim() === '') continue;
    rows.push(jsonRow(text, path, first + i));
  }
  return rows;
}

function jsonRow(text: string, path: string, line: number): Row {
  try {
    const value: unknown = JSON.parse(text);
    return isMapping(value) ? new LineRow(value, path, line) : new BrokenRow(`${path}:${line}`, noMapping(value));
  } catch (error) {
    return new BrokenRow(`${path}:${line}`, `this line is not JSON (${messageOf(error)})`);
  }
}
