import { abridged } from '../abridged.ts';
import { printable } from '../printable.ts';
import { nearestName } from '../suggest.ts';
import { valueAt } from '../value-at.ts';
import { type Row, RowError } from './row.ts';

/** Which column of a row holds what: a name or a dotted path into a nested value; `null` says that there is none. */
export type FieldMap = Record<string, string | Record<string, string> | null>;

/** The value of a column: its exact name first, else a dotted path (`data.context`). */
export function column(row: Row, name: string): unknown {
  if (Object.hasOwn(row.value, name)) return row.value[name];
  return name.includes('.') ? valueAt(row.value, name.split('.')) : undefined;
}

/**
 * The value that the field map gives for a field; a field that the map does not name is looked for under its own name.
 *
 * @throws RowError where the map names a column that the row does not have.
 */
export function field(row: Row, fields: FieldMap, name: string): unknown {
  const mapped = fields[name];
  if (mapped === null) return undefined;
  if (mapped === undefined) return column(row, name);
  if (typeof mapped === 'string') return required(row, mapped, name);
  return Object.fromEntries(Object.entries(mapped).map(([key, from]) => [key, required(row, from, `${name}.${key}`)]));
}

function required(row: Row, from: string, name: string): unknown {
  const value = column(row, from);
  if (value !== undefined) return value;
  const nearest = nearestName(from, columnsOf(row.value, from.split('.').length));
  const hint = nearest ? `; did you mean "${nearest}"?` : '.';
  const names = Object.keys(row.value).join(', ');
  throw new RowError(
    row.place,
    `this row has no "${from}" (dataset.fields.${name})${hint} It has: ${names || 'nothing'}`,
  );
}

/** The names of columns and the dotted paths of what is nested in them, of so many parts at most. */
function columnsOf(value: object, parts: number): string[] {
  return Object.entries(value).flatMap(([key, inner]) =>
    parts > 1 && typeof inner === 'object' && inner !== null
      ? [key, ...columnsOf(inner, parts - 1).map((path) => `${key}.${path}`)]
      : [key],
  );
}

/** A text field: numbers and booleans are taken as they are written, anything else but a string is an error. */
export function text(value: unknown, row: Row, name: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new RowError(row.place, `"${name}" must be a text, found ${abridged(value)}`);
}

/** A field that names something (a sample, a model): control characters in it are written out, as names get into tables. */
export function label(value: unknown, row: Row, name: string): string | undefined {
  const given = text(value, row, name);
  return given === undefined ? undefined : printable(given);
}

/** A number field: a number, or a text that is one (as in CSV); an empty or blank cell is none. */
export function number(value: unknown, row: Row, name: string): number | undefined {
  if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) return undefined;
  const n = typeof value === 'string' ? Number(value) : value;
  if (typeof n === 'number' && Number.isFinite(n)) return n;
  throw new RowError(row.place, `"${name}" must be a number, found ${abridged(value)}`);
}
