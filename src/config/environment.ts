/**
 * `${NAME}` and `${NAME:-default}` in a config, replaced by environment variables; `$${NAME}` stands for itself.
 *
 * A YAML parser must not see the braces (in `{ apiKey: ${KEY} }` they would open a mapping), and values must not be
 * parsed as YAML (a key could break the file). So references are masked before parsing, character for character, so
 * that all positions stay, and replaced in the parsed texts afterwards.
 */

const REFERENCE = /\$?\$\{([A-Za-z_]\w*)(?::-([^}\n]*))?\}/g;
/** Characters that YAML would take for its own, and their stand-ins from the private use area. */
const SPECIAL = [...'{}$:-,[]#&*!|>\'"%@`?= '];
const MASK = new Map(SPECIAL.map((c, i) => [c, String.fromCharCode(0xe100 + i)]));
const UNMASK = new Map([...MASK].map(([c, masked]) => [masked, c]));
const MASKED = /[\ue100-\ue1ff]/g;

export function maskReferences(source: string): string {
  return source.replace(REFERENCE, (reference) => [...reference].map((c) => MASK.get(c) ?? c).join(''));
}

export interface Resolved {
  text: string;
  /** The values of the variables that stand in it: they may be secrets. */
  values: string[];
  /** Variables that are not set and have no default. */
  unset: string[];
}

/** A masked text with its references replaced. */
export function resolveReferences(masked: string, env: Record<string, string | undefined>): Resolved {
  const unset: string[] = [];
  const values: string[] = [];
  const text = unmask(masked).replace(REFERENCE, (reference, name: string, fallback: string | undefined) => {
    if (reference.startsWith('$$')) return reference.slice(1);
    const value = env[name];
    if (value !== undefined && value !== '') {
      values.push(value);
      return value;
    }
    if (fallback === undefined) unset.push(name);
    return fallback ?? '';
  });
  return { text, values, unset };
}

export function unmask(text: string): string {
  return text.replace(MASKED, (c) => UNMASK.get(c) ?? c);
}
