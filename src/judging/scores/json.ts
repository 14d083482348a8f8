import type { ScoreEntry, ScoreVerdict } from './entries.ts';
import { type Heading, headingOf } from './heading.ts';
import { headingBefore } from './heading-before.ts';
import { labelOf } from './label.ts';
import { type WrittenScore, writtenScore } from './number.ts';
import { scoresOfRows } from './rows.ts';

/** How deep scores may stand in a JSON value. */
const DEPTH = 4;
/** More keys than any list of scores has. */
const MOST_KEYS = 100;

/** Verdicts in JSON: scores by label, lists of objects, objects of objects. */
export function* jsonVerdicts(reply: string): Generator<ScoreVerdict> {
  for (const { value, start, end } of jsonIn(reply)) {
    for (const { entries, heading } of scoresIn(value, headingBefore(reply, start), DEPTH)) {
      if (entries.some((entry) => entry.value !== undefined))
        yield { entries: entries.map((entry) => ({ ...entry, start, end })), start, end, heading };
    }
  }
}

interface Found {
  entries: Omit<ScoreEntry, 'start' | 'end'>[];
  heading: Heading;
}

type JsonObject = Record<string, unknown>;

/** The scores of a JSON value and of what it holds, under the heading of the key that they stand under. */
function* scoresIn(value: unknown, announced: Heading, depth: number): Generator<Found> {
  if (typeof value !== 'object' || value === null || depth === 0) return;
  if (Array.isArray(value)) {
    yield* scoresOfObjects(value.filter(isObject), announced);
    return;
  }
  const fields = Object.entries(value);
  const scale = fields.find(([key, inner]) => key.toLowerCase() === 'scale' && typeof inner === 'string')?.[1];
  const heading = { ...announced, scale: announced.scale ?? headingOf(`scale ${scale ?? ''}`).scale };
  const samples = fields.filter(([key]) => isLabel(key, heading));
  const scalars = samples.filter(([, inner]) => !isObject(inner));
  if (scalars.length > 0)
    yield { entries: scalars.map(([key, inner]) => ({ ...named(key), ...scoreOf(inner) })), heading };
  yield* scoresOfObjects(
    samples.flatMap(([key, inner]) => (isObject(inner) ? { ...inner, sample: key } : [])),
    heading,
  );
  for (const [key, inner] of fields) yield* scoresIn(inner, within(heading, headingOf(key)), depth - 1);
}

function* scoresOfObjects(objects: readonly JsonObject[], heading: Heading): Generator<Found> {
  const heads = [...new Set(objects.flatMap((each) => Object.keys(each)))];
  if (heads.length > MOST_KEYS) return;
  const rows = objects.map((each) => ({ cells: heads.map((head) => cellOf(each[head])) }));
  const found = scoresOfRows(heads, rows);
  if (found === undefined) return;
  const entries = found.scored.map(({ row: _, ...entry }) => entry);
  if (found.heading.kind !== 'unknown') yield { entries, heading: within(heading, found.heading) };
  else if (announces(heading)) yield { entries, heading };
}

/** What announces the value of a key within what is announced itself. */
function within(outer: Heading, own: Heading): Heading {
  const scale = own.scale ?? outer.scale;
  if (outer.kind === 'draft') return { ...own, kind: 'draft', scale };
  if (own.kind === 'unknown') return { ...own, kind: announces(outer) ? 'named' : outer.kind, scale };
  return { ...own, kind: outer.kind === 'final' && own.kind === 'scores' ? 'final' : own.kind, scale };
}

function announces({ kind }: Heading): boolean {
  return kind === 'final' || kind === 'scores' || kind === 'named' || kind === 'aspect';
}

/** Bare numbers are labels only where scores are announced. */
function isLabel(key: string, heading: Heading): boolean {
  const label = labelOf(key);
  return label !== undefined && (label.word === 'sample' || (label.word === undefined && announces(heading)));
}

function named(key: string): { word: string; label: number } {
  return { word: 'sample', label: labelOf(key)!.label };
}

function scoreOf(value: unknown): WrittenScore {
  return typeof value === 'number' ? { value, outOf: undefined } : writtenScore(cellOf(value));
}

function cellOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The JSON objects and lists that stand in a text, outermost only. */
function* jsonIn(text: string): Generator<{ value: unknown; start: number; end: number }> {
  let at = text.search(/[[{]/);
  // A reply holds few of them; a text made of thousands of brackets is not worth reading to the end.
  for (let tries = 0; at >= 0 && tries < 200; tries += 1) {
    const end = closing(text, at);
    let next = at + 1;
    // Most brackets open a list such as [Sample1:2]: what can't be JSON is not worth an exception.
    if (end !== undefined && /^[[{]\s*["[{\]}\d-]/.test(text.slice(at, at + 20))) {
      const value = parse(text.slice(at, end));
      if (value !== undefined) {
        // What has a key twice is left to those who look for lists: of two scores for a sample the last one would be left.
        if (!hasRepeatedKey(text.slice(at, end))) yield { value, start: at, end };
        next = end;
      } // else look inside
    }
    const rest = text.slice(next).search(/[[{]/);
    at = rest < 0 ? -1 : next + rest;
  }
}

/** Undefined for what is no JSON. */
function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function hasRepeatedKey(json: string): boolean {
  const open: Set<string>[] = [];
  for (const [token, key] of json.matchAll(/("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[{}]/g)) {
    if (token === '{') open.push(new Set());
    else if (token === '}') open.pop();
    else if (key !== undefined) {
      if (open.at(-1)!.has(key)) return true;
      open.at(-1)!.add(key);
    }
  }
  return false;
}

/** The place behind the bracket that closes the one at `start`. */
function closing(text: string, start: number): number | undefined {
  let depth = 0;
  let inString = false;
  for (let i = start; i < text.length; i += 1) {
    const c = text[i];
    if (inString) {
      if (c === '\\') i += 1;
      else if (c === '"') inString = false;
    } else if (c === '"') inString = true;
    else if (c === '{' || c === '[') depth += 1;
    else if (c === '}' || c === ']') {
      depth -= 1;
      if (depth === 0) return i + 1;
    }
  }
  return undefined;
}
