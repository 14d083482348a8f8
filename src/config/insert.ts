import { type Document, parse, Scalar, visit } from 'yaml';
import { messageOf } from '../errors.ts';
import { resolveReferences } from './environment.ts';
import type { Problem } from './problems.ts';
import { isBelow, SECRET } from './secrets.ts';

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
      for (const name of unset) {
        problems.push({
          message: `the environment variable ${name} is not set; set it, or give a default: \${${name}:-value}`,
          at,
          length: (end ?? 0) - (at ?? 0),
        });
      }
      const secret = isBelow(path, SECRET) || isBelow(path, /^headers$/);
      if (secret) secrets.push(...values);
      // A number or a switch from the environment is one, unless it is quoted or must be a text.
      const plain = node.type === Scalar.PLAIN && node.value !== text && !secret;
      node.value = plain && /^(-?\d+(\.\d+)?|true|false)$/.test(text) ? parse(text) : text;
    },
  });
  return secrets;
}

/** @returns the paths that were set, as they stand on the command line, by dotted path */
export function applyOverrides(doc: Document, overrides: readonly string[], problems: Problem[]): Map<string, string> {
  const applied = new Map<string, string>();
  for (const override of overrides) {
    const equals = override.indexOf('=');
    const origin = `--set ${override}`;
    if (equals < 1) {
      problems.push({ message: 'expected key=value, for instance evaluator.rounds=3', origin });
      continue;
    }
    const keys = override.slice(0, equals).split('.');
    try {
      const value: unknown = parse(override.slice(equals + 1));
      const path = keys.map((key) => (/^\d+$/.test(key) ? Number(key) : key));
      doc.setIn(path, doc.createNode(value));
      applied.set(keys.join('.'), origin);
    } catch (error) {
      problems.push({ message: messageOf(error), origin });
    }
  }
  return applied;
}
