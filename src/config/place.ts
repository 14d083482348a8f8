import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';
import type { Problem } from './problems.ts';

/**
 * A problem with its place: the value at a path of the config, or what stands nearest to it where it is missing.
 *
 * @param overridden where a value is from that did not come from the file, by its path: a flag has no line
 */
export function placed(
  message: string,
  path: readonly (string | number)[],
  doc: Document,
  overridden: ReadonlyMap<string, string>,
): Problem {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const origin = overridden.get(path.slice(0, depth).join('.'));
    if (origin !== undefined) return { message, origin };
  }
  // What an override has made stands nowhere in the file.
  const made = path.length > 0 && nodeAt(doc, path)?.range == null;
  const prefix = `${path.join('.')}.`;
  const maker = made ? [...overridden].find(([set]) => set.startsWith(prefix)) : undefined;
  if (maker !== undefined) return { message, origin: maker[1] };
  // What is missing has no place of its own: point at the key of the nearest thing around it.
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node = nodeAt(doc, path.slice(0, depth));
    if (node?.range == null) continue;
    if (depth < path.length)
      return { message, ...(depth === 0 ? { at: node.range[0] } : keyPlace(doc, path.slice(0, depth))) };
    const [at, end] = node.range;
    return { message, at, length: Math.max(1, Math.min(end - at, 200)) };
  }
  return { message };
}

/** The place of a key itself, not of its value: for a key that should not be there. Offsets in characters. */
export function keyPlace(doc: Document, path: readonly (string | number)[]): { at?: number; length?: number } {
  const parent = nodeAt(doc, path.slice(0, -1));
  const pair = isMap(parent) ? pairOf(parent, path.at(-1)) : undefined;
  const node = (pair?.key ?? nodeAt(doc, path)) as Node | undefined;
  if (node?.range == null) return {};
  return { at: node.range[0], length: Math.max(1, Math.min(node.range[1] - node.range[0], 60)) };
}

/** The whole config, as it was written. */
export function written(doc: Document): unknown {
  return doc.toJS({ maxAliasCount: 100 });
}

/** The node at a path of the parsed value: aliases are followed, and keys that YAML reads as numbers are found. */
function nodeAt(doc: Document, path: readonly (string | number)[]): Node | undefined {
  const resolved = (node: unknown) => (isAlias(node) ? node.resolve(doc) : isNode(node) ? node : undefined);
  return path.reduce<Node | undefined>((node, part) => {
    if (isMap(node)) return resolved(pairOf(node, part)?.value);
    return isSeq(node) ? resolved(node.items[Number(part)]) : undefined;
  }, resolved(doc.contents));
}

function pairOf(map: YAMLMap, name: unknown): Pair | undefined {
  return map.items.find((item) => isScalar(item.key) && String(item.key.value) === String(name));
}
