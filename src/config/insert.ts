import { Document, isSeq, parse, parseDocument, Scalar, visit } from 'yaml';
import { yamlMistake } from '../data/yaml-mistake.ts';
import { messageOf } from '../errors.ts';
import { maskReferences, resolveReferences, unmask } from './environment.ts';
import type { Problem } from './problems.ts';
import { isBelow, SECRET } from './secrets.ts';

/** What is no reference, but was meant as one where a secret belongs: `${{ secrets.KEY }}`, `${MY-KEY}`, `$KEY`. */
const MISWRITTEN = /\$\{|^\$[A-Za-z_]\w*$/;
const NO_REFERENCE = `this is no reference to an environment variable; write \${NAME}, with a name of letters, digits and underscores`;

/** Replaces `${NAME}` in every text of the document. @returns what came from the environment where secrets belong */
export function insertEnvironment(
  doc: Document,
  env: Record<string, string | undefined>,
  problems: Problem[],
): string[] {
  const secrets: string[] = [];
  visit(doc, {
    Scalar(_key, node, path) {
      if (typeof node.value !== 'string') return;
      const { text, values, unset } = resolveReferences(node.value, env);
      const [at, end] = node.range ?? [];
      const place = { at, length: (end ?? 0) - (at ?? 0) };
      for (const name of unset) {
        problems.push({
          message: `the environment variable ${name} is not set; set it, or give a default: \${${name}:-value}`,
          ...place,
        });
      }
      const secret = isBelow(path, SECRET) || isBelow(path, /^headers$/);
      if (secret) secrets.push(...values);
      // References are masked: what is left of their form is sent as it stands, and the server refuses it much later.
      if (secret && MISWRITTEN.test(node.value)) problems.push({ message: NO_REFERENCE, ...place });
      // A number or a switch from the environment is one, unless it is quoted or must be a text.
      const plain = node.type === Scalar.PLAIN && node.value !== text && !secret;
      node.value = plain && /^(-?\d+(\.\d+)?|true|false)$/.test(text) ? parse(text) : text;
    },
  });
  return secrets;
}

/** What overrides did to a config. */
export interface Overrides {
  /** The overrides as they stand on the command line, by the dotted path that each has set. */
  applied: Map<string, string>;
  /** What came from the environment where secrets belong. */
  secrets: string[];
}

/** Sets values of the document, or takes away those that are set to nothing. `${NAME}` may stand in them, too. */
export function applyOverrides(
  doc: Document,
  overrides: readonly string[],
  env: Record<string, string | undefined>,
  problems: Problem[],
): Overrides {
  const applied = new Map<string, string>();
  const secrets: string[] = [];
  for (const override of overrides) {
    const equals = override.indexOf('=');
    const origin = `--set ${override}`;
    if (equals < 1) {
      problems.push({ message: 'expected key=value, for instance evaluator.rounds=3', origin });
      continue;
    }
    const keys = override.slice(0, equals).split('.');
    const path = keys.map((key) => (/^\d+$/.test(key) ? Number(key) : key));
    const text = override.slice(equals + 1);
    try {
      const gap = beyondTheEnd(doc, path);
      if (gap !== undefined) throw new Error(gap);
      if (text === '') doc.deleteIn(path);
      else {
        const given = withEnvironment(path, text, env);
        problems.push(...given.unset.map(({ message }) => ({ message, origin })));
        secrets.push(...given.secrets);
        doc.setIn(path, doc.createNode(given.value));
      }
      applied.set(keys.join('.'), origin);
    } catch (error) {
      problems.push({ message: messageOf(error), origin });
    }
  }
  return { applied, secrets };
}

type Path = readonly (string | number)[];

/** A value as YAML, read below its keys: they say whether it is a secret. */
function withEnvironment(path: Path, text: string, env: Record<string, string | undefined>) {
  const given = parseDocument(maskReferences(text), { prettyErrors: false });
  if (given.errors[0] !== undefined) throw new Error(unmask(yamlMistake(given.errors[0])));
  const names = path.map(String);
  const below = new Document({});
  below.setIn(names, given.contents);
  const unset: Problem[] = [];
  const secrets = insertEnvironment(below, env, unset);
  const value: unknown = names.reduce((at, name) => (at as Record<string, unknown>)[name], below.toJS());
  return { value, secrets, unset };
}

/** What to say of an index that would leave a gap in a list. */
function beyondTheEnd(doc: Document, path: Path): string | undefined {
  for (const [depth, key] of path.entries()) {
    const list = doc.getIn(path.slice(0, depth));
    if (!isSeq(list) || typeof key !== 'number' || key <= list.items.length) continue;
    const count = list.items.length === 1 ? '1 entry' : `${list.items.length} entries`;
    return `\`${path.slice(0, depth).join('.')}\` has ${count}, counted from 0: there is no entry ${key}`;
  }
  return undefined;
}
