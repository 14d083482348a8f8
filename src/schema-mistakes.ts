import type * as z from 'zod';
import { abridged } from './abridged.ts';
import { nearestName } from './suggest.ts';
import { valueAt } from './value-at.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly (string | number)[];

/** A mistake in a value that has a schema. */
export interface Mistake {
  message: string;
  /** Where it stands in the value. */
  path: Path;
  /** Whether the key there is meant, not what it holds. */
  isKey: boolean;
}

/**
 * What is wrong, in words for whoever wrote the value: what was found, what it must be, and the nearest right name.
 *
 * @param issue as zod tells it
 * @param schema of the whole value
 * @param value as it was written
 * @param nameOf what to call the part at a path
 */
export function mistakesOf(
  issue: Issue,
  schema: z.core.$ZodType,
  value: unknown,
  nameOf: (path: Path) => string,
): Mistake[] {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  const name = nameOf(path);
  const found = valueAt(value, path);
  const at = (message: string): Mistake[] => [{ message, path, isKey: false }];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => {
        const known = knownKeys(schema, path, value);
        const nearest = nearestName(key, known);
        const hint = nearest ? `did you mean \`${nearest}\`?` : `it may hold: ${known.join(', ')}`;
        return { message: `unknown key \`${key}\`; ${hint}`, path: [...path, key], isKey: true };
      });
    case 'invalid_type':
      if (found === undefined) return at(`${name} is missing; it must be ${article(issue.expected)}`);
      return at(`${name} must be ${article(issue.expected)}, found ${shown(found)}`);
    case 'invalid_value':
      return at(notAmong(issue.values.map(String), name, found));
    case 'invalid_union': {
      if (issue.discriminator !== undefined) {
        const types = 'options' in issue ? (issue.options ?? []).map(String) : [];
        return at(notAmong(types, name, found));
      }
      // The alternative that got furthest tells most.
      const deepest = issue.errors.flat().sort((a, b) => b.path.length - a.path.length)[0];
      return deepest === undefined || deepest.path.length === 0
        ? at(`${name} must be ${alternatives(issue.errors.flat())}, found ${shown(found)}`)
        : mistakesOf({ ...deepest, path: [...issue.path, ...deepest.path] } as Issue, schema, value, nameOf);
    }
    case 'invalid_key': {
      const [wrong] = issue.issues;
      return at(`${name} has a key of the wrong form: ${wrong?.message ?? issue.message}`);
    }
    case 'too_small':
      return at(`${name} ${bound(issue.origin, 'at least', issue.minimum)}, found ${shown(found)}`);
    case 'too_big':
      return at(`${name} ${bound(issue.origin, 'at most', issue.maximum)}, found ${shown(found)}`);
    default:
      return at(`${name} ${issue.message}`);
  }
}

/** The first thing that is wrong with a value, its part named by its dotted path. @param error what zod found */
export function firstMistake(error: z.core.$ZodError, schema: z.core.$ZodType, value: unknown): string {
  const nameOf = (path: Path) => `\`${path.join('.')}\``;
  return error.issues.flatMap((issue) => mistakesOf(issue, schema, value, nameOf))[0]!.message;
}

function notAmong(values: readonly string[], name: string, found: unknown): string {
  const nearest = nearestName(String(found), values);
  return `${name} must be ${oneOf(values)}, found ${shown(found)}${nearest ? `; did you mean \`${nearest}\`?` : ''}`;
}

/** What a value may be that is none of several things. */
function alternatives(issues: readonly Issue[]): string {
  const each = issues.flatMap((issue) => {
    if (issue.code === 'invalid_type') return article(issue.expected);
    return issue.code === 'invalid_value' ? oneOf(issue.values.map(String)) : [];
  });
  return each.length === 0 ? 'of another form' : [...new Set(each)].join(' or ');
}

function bound(origin: string, word: string, limit: number | bigint): string {
  if (origin === 'string') return `must have ${word} ${limit} ${limit === 1 ? 'character' : 'characters'}`;
  if (origin === 'array') return `must have ${word} ${limit} ${limit === 1 ? 'entry' : 'entries'}`;
  return `must be ${word} ${limit}`;
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : abridged(value);
}

function article(type: string): string {
  const names: Record<string, string> = {
    string: 'a text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    array: 'a list',
    object: 'a mapping',
    record: 'a mapping',
    tuple: 'a list of two',
    null: 'null',
  };
  return names[type] ?? `a ${type}`;
}

function oneOf(values: readonly string[]): string {
  return values.length === 1 ? `\`${values[0]}\`` : `one of ${values.map((value) => `\`${value}\``).join(', ')}`;
}

/** The keys that a schema knows at a place of a value. */
function knownKeys(whole: z.core.$ZodType, path: Path, value: unknown): string[] {
  let schema = whole;
  for (let depth = 0; ; depth += 1) {
    schema = unwrapped(schema, () => valueAt(value, path.slice(0, depth)));
    if (depth === path.length) break;
    const { def } = schema._zod as unknown as { def: Record<string, unknown> };
    const shape = def.shape as Record<string, z.core.$ZodType> | undefined;
    const next = shape?.[String(path[depth])] ?? def.element ?? def.valueType;
    if (next === undefined) return [];
    schema = next as z.core.$ZodType;
  }
  const { def } = schema._zod as unknown as { def: { shape?: object } };
  return Object.keys(def.shape ?? {});
}

/** The schema inside optional, default and pipe wrappers, and the fitting one of a discriminated union. */
function unwrapped(schema: z.core.$ZodType, value: () => unknown): z.core.$ZodType {
  const { def } = schema._zod as unknown as { def: Record<string, unknown> };
  if (def.type === 'union' && typeof def.discriminator === 'string') {
    const type = (value() as Record<string, unknown> | undefined)?.[def.discriminator];
    const option = (def.options as z.core.$ZodType[]).find((each) => typesOf(each).includes(String(type)));
    return option === undefined ? schema : unwrapped(option, value);
  }
  const inner = (def.innerType ?? def.in) as z.core.$ZodType | undefined;
  return inner === undefined ? schema : unwrapped(inner, value);
}

function typesOf(schema: z.core.$ZodType): string[] {
  return [...(schema._zod.propValues?.type ?? [])].map(String);
}
