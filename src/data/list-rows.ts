// JSON and YAML files that hold one list of mappings.
import { readFile } from 'node:fs/promises';
import { isNode, isSeq, LineCounter, parseDocument } from 'yaml';
import { messageOf, UsageError } from '../errors.ts';
import { isMapping, kindOf, noMapping } from './mapping.ts';
import { BrokenRow, type Row } from './row.ts';
import { yamlMistake } from './yaml-mistake.ts';

/** The rows of a JSON file. Their places are their numbers, as the parser tells no lines. @throws UsageError */
export async function jsonListRows(path: string): Promise<Row[]> {
  const text = await textOf(path);
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch (error) {
    const message = messageOf(error);
    // From Node 22 on, the line and column stand behind the position.
    const [told, offset] = / at position (\d+)(?: \(line \d+ column \d+\))?$/.exec(message) ?? [''];
    const before = offset === undefined ? undefined : text.slice(0, Number(offset)).split('\n');
    const place = before === undefined ? path : `${path}:${before.length}:${before.at(-1)!.length + 1}`;
    throw unreadable(place, 'JSON', message.slice(0, message.length - told.length));
  }
  return toRows(list, path, (i) => `${path}, item ${i + 1}`);
}

/** The rows of a YAML file. @throws UsageError */
export async function yamlListRows(path: string): Promise<Row[]> {
  const lineCounter = new LineCounter();
  // `<<: *row` takes over what stands in another row, as in the YAML of most other tools: else it would be lost in silence.
  const doc = parseDocument(await textOf(path), { prettyErrors: false, lineCounter, merge: true });
  const [wrong] = doc.errors;
  if (wrong !== undefined) {
    const { line, col } = lineCounter.linePos(wrong.pos[0]);
    throw unreadable(`${path}:${line}:${col}`, 'YAML', yamlMistake(wrong));
  }
  let list: unknown;
  try {
    list = doc.toJS();
  } catch (error) {
    throw unreadable(path, 'YAML', messageOf(error));
  }
  const items = isSeq(doc.contents) ? doc.contents.items : [];
  return toRows(list, path, (i) => {
    const item = items[i];
    return `${path}:${lineCounter.linePos((isNode(item) && item.range?.[0]) || 0).line}`;
  });
}

async function textOf(path: string): Promise<string> {
  return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
}

function unreadable(place: string, format: string, reason: string): UsageError {
  return new UsageError(`${place}: this can't be read as ${format} (${reason})`);
}

function toRows(list: unknown, path: string, placeOf: (item: number) => string): Row[] {
  if (!Array.isArray(list)) throw new UsageError(`${path}: expected a list of rows, found ${kindOf(list)}`);
  return list.map((value: unknown, i) =>
    isMapping(value) ? { value, place: placeOf(i) } : new BrokenRow(placeOf(i), noMapping(value)),
  );
}
