import { type Document, isPair, isScalar, visit } from 'yaml';

/** A shorter one (`none`, `EMPTY`, `ollama`, as servers without keys want it) is no secret, but a word of many replies. */
const SHORTEST_SECRET = 8;

/** Those that are long enough to be covered wherever they occur, once each. */
export function longEnough(secrets: readonly string[]): string[] {
  return [...new Set(secrets)].filter((secret) => secret.length >= SHORTEST_SECRET);
}

/** A text with its secrets covered, as long as it was: places in it stay right. */
export function hide(text: string, secrets: readonly string[]): string {
  const longestFirst = longEnough(secrets).sort((a, b) => b.length - a.length);
  return longestFirst.reduce((hidden, secret) => hidden.replaceAll(secret, '*'.repeat(secret.length)), text);
}

/** Keys whose values are secrets; below `headers`, whatever comes from the environment is one, too. */
export const SECRET = /(api[-_]?key|secret|password|(auth|access|api|bearer)[-_]?token|authorization|cookie)$/i;

/** Whether one of the keys around a node is such a one. `path` is what `visit` gives. */
export function isBelow(path: readonly unknown[], keys: RegExp): boolean {
  return path.some((parent) => isPair(parent) && isScalar(parent.key) && keys.test(String(parent.key.value)));
}

/** The values of keys that are made for secrets, written out or not. */
export function namedSecrets(doc: Document): string[] {
  const secrets: string[] = [];
  visit(doc, {
    Scalar(key, { value }, path) {
      if (key === 'key' || typeof value !== 'string' || !isBelow(path, SECRET)) return;
      secrets.push(value, value.replace(/^(bearer|basic|token)\s+/i, ''));
    },
  });
  return secrets;
}
