import { readFileSync } from 'node:fs';
import { basename, dirname, extname, resolve } from 'node:path';
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parse,
  parseDocument,
  Scalar,
  visit,
  type YAMLMap,
} from 'yaml';
import type * as z from 'zod';
import { nearestName } from '../data/fields.ts';
import { codeOf, messageOf, UsageError } from '../errors.ts';
import { maskReferences, resolveReferences, unmask } from './environment.ts';
import { ConfigError, type Problem } from './problems.ts';
import { ONLY_BACKEND, type RunConfig, settle } from './run-config.ts';
import { runConfig } from './schema.ts';

export interface LoadOptions {
  /** `evaluator.rounds=3`: values that replace those of the file. */
  overrides?: readonly string[];
  env?: Record<string, string | undefined>;
}

export interface LoadedConfig {
  config: RunConfig;
  /** Values that must not be shown or written anywhere. */
  secrets: string[];
}

/**
 * Reads a run config: YAML, environment variables, overrides, then the schema.
 *
 * @throws ConfigError with every problem of the file and its place
 */
export function loadConfig(path: string, { overrides = [], env = process.env }: LoadOptions = {}): LoadedConfig {
  const source = readSource(path);
  const problems: Problem[] = [];
  const doc = parseDocument(maskReferences(source), { prettyErrors: false, uniqueKeys: true });
  for (const { message, pos } of doc.errors) {
    problems.push({ message: unmask(message), at: pos[0], length: Math.max(1, pos[1] - pos[0]) });
  }
  const broken = problems.length > 0;
  const secrets = insertEnvironment(doc, env, broken ? [] : problems);
  const overridden = applyOverrides(doc, broken ? [] : overrides, problems);
  secrets.push(...namedSecrets(doc));
  const fail = (wrong: readonly Problem[]): never => {
    const hidden = wrong.map((problem) => ({
      ...problem,
      message: hide(problem.message, secrets),
      ...(problem.origin !== undefined && { origin: hide(problem.origin, secrets) }),
    }));
    throw new ConfigError(path, hide(source, secrets), hidden);
  };
  if (broken) fail(problems);
  let value: unknown;
  try {
    value = doc.toJS({ maxAliasCount: 100 });
  } catch (error) {
    fail([{ message: messageOf(error) }]);
  }
  const parsed = runConfig.safeParse(value ?? {});
  if (!parsed.success) {
    const told = new Set(problems.map(({ at }) => at)); // where a variable is not set, what is wrong is known
    const further = parsed.error.issues.flatMap((issue) => toProblems(issue, doc, overridden));
    problems.push(...further.filter(({ at }) => at === undefined || !told.has(at)));
  }
  problems.push(...danglingBackends(doc, overridden));
  if (!parsed.success || problems.length > 0) return fail(unrepeated(problems));
  const name = parsed.data.name ?? basename(path, extname(path));
  const settled = settle(parsed.data, { name, path, folder: dirname(resolve(path)) });
  const wrong = settled.problems.map(({ message, path: at }) => placed(message, at, doc, overridden));
  if (wrong.length > 0) fail(wrong);
  return { config: settled.config, secrets: longEnough(secrets) };
}

/** A shorter one (`none`, `EMPTY`, `ollama`, as servers without keys want it) is no secret, but a word of many replies. */
const SHORTEST_SECRET = 8;

function longEnough(secrets: readonly string[]): string[] {
  return [...new Set(secrets)].filter((secret) => secret.length >= SHORTEST_SECRET);
}

/** A text with its secrets covered, as long as it was: places in it stay right. */
function hide(text: string, secrets: readonly string[]): string {
  const longestFirst = longEnough(secrets).sort((a, b) => b.length - a.length);
  return longestFirst.reduce((hidden, secret) => hidden.replaceAll(secret, '*'.repeat(secret.length)), text);
}

function readSource(path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') throw new UsageError(`${path}: no such file; \`assay init\` writes a config to begin with`);
    if (code === 'EISDIR') throw new UsageError(`${path}: this is a folder; name a config file in it`);
    throw new UsageError(`${path}: ${messageOf(error)}`);
  }
}

/** Keys whose values are secrets; below `headers`, whatever comes from the environment is one, too. */
const SECRET = /(api[-_]?key|secret|password|(auth|access|api|bearer)[-_]?token|authorization|cookie)$/i;

/** Whether one of the keys around a node is such a one. `path` is what `visit` gives. */
function isBelow(path: readonly unknown[], keys: RegExp): boolean {
  return path.some((parent) => isPair(parent) && isScalar(parent.key) && keys.test(String(parent.key.value)));
}

/** The values of keys that are made for secrets, written out or not. */
function namedSecrets(doc: Document): string[] {
  const secrets: string[] = [];
  visit(doc, {
    Scalar(key, { value }, path) {
      if (key === 'key' || typeof value !== 'string' || !isBelow(path, SECRET)) return;
      secrets.push(value, value.replace(/^(bearer|basic|token)\s+/i, ''));
    },
  });
  return secrets;
}

/** Replaces `${NAME}` in every text of the document. @returns what came from the environment where secrets belong */
function insertEnvironment(doc: Document, env: Record<string, string | undefined>, problems: Problem[]): string[] {
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
function applyOverrides(doc: Document, overrides: readonly string[], problems: Problem[]): Map<string, string> {
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

type Issue = z.core.$ZodIssue;

function toProblems(issue: Issue, doc: Document, overridden: ReadonlyMap<string, string>): Problem[] {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  const at = (message: string, length = path) => placed(message, length, doc, overridden);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => {
        const known = knownKeys(path, doc);
        const nearest = nearestName(key, known);
        const hint = nearest ? `did you mean \`${nearest}\`?` : `it may hold: ${known.join(', ')}`;
        return { ...at(`unknown key \`${key}\`; ${hint}`, [...path, key]), ...keyPlace(doc, [...path, key]) };
      });
    case 'invalid_type': {
      const found = valueAt(doc, path);
      if (found === undefined) return [at(`\`${path.join('.')}\` is missing; it must be ${article(issue.expected)}`)];
      return [at(`\`${path.join('.')}\` must be ${article(issue.expected)}, found ${shown(found)}`)];
    }
    case 'invalid_value': {
      const found = valueAt(doc, path);
      const values = issue.values.map(String);
      const nearest = nearestName(String(found), values);
      return [
        at(
          `\`${path.join('.')}\` must be ${oneOf(values)}, found ${shown(found)}${nearest ? `; did you mean \`${nearest}\`?` : ''}`,
        ),
      ];
    }
    case 'invalid_union': {
      if (issue.discriminator !== undefined) {
        // Some versions of zod put the discriminator at the end of the path, others don't.
        const where = path.at(-1) === issue.discriminator ? path : [...path, issue.discriminator];
        const types = discriminators(issue);
        const found = valueAt(doc, where);
        const nearest = nearestName(String(found), types);
        return [
          placed(
            `\`${where.join('.')}\` must be ${oneOf(types)}, found ${shown(found)}${nearest ? `; did you mean \`${nearest}\`?` : ''}`,
            where,
            doc,
            overridden,
          ),
        ];
      }
      // The alternative that got furthest tells most.
      const deepest = issue.errors.flat().sort((a, b) => b.path.length - a.path.length)[0];
      return deepest === undefined || deepest.path.length === 0
        ? [at(`\`${path.join('.')}\` has the wrong form, found ${shown(valueAt(doc, path))}`)]
        : toProblems({ ...deepest, path: [...issue.path, ...deepest.path] } as Issue, doc, overridden);
    }
    case 'too_small':
      return [
        at(
          `\`${path.join('.')}\` ${bound(issue.origin, 'at least', issue.minimum)}, found ${shown(valueAt(doc, path))}`,
        ),
      ];
    case 'too_big':
      return [
        at(
          `\`${path.join('.')}\` ${bound(issue.origin, 'at most', issue.maximum)}, found ${shown(valueAt(doc, path))}`,
        ),
      ];
    default:
      return [at(`\`${path.join('.')}\` ${issue.message}`)];
  }
}

/** References to backends that don't exist; found whether or not the rest of the config is right. */
function danglingBackends(doc: Document, overridden: ReadonlyMap<string, string>): Problem[] {
  const value = valueAt(doc, []) as {
    backend?: unknown;
    backends?: object;
    models?: unknown;
    evaluator?: unknown;
  } | null;
  if (typeof value !== 'object' || value === null) return [];
  const names = [...Object.keys(value.backends ?? {}), ...(value.backend === undefined ? [] : [ONLY_BACKEND])];
  const problems: Problem[] = [];
  const walk = (at: unknown, path: (string | number)[]) => {
    if (typeof at !== 'object' || at === null) return;
    for (const [key, inner] of Object.entries(at)) {
      const place = [...path, Array.isArray(at) ? Number(key) : key];
      if (key === 'backend' && typeof inner === 'string' && !names.includes(inner)) {
        const nearest = nearestName(inner, names);
        const hint = nearest ? `did you mean \`${nearest}\`?` : `there are: ${names.join(', ') || 'none'}`;
        problems.push(placed(`there is no backend \`${inner}\`; ${hint}`, place, doc, overridden));
      } else walk(inner, place);
    }
  };
  walk(value.models, ['models']);
  walk(value.evaluator, ['evaluator']);
  return problems;
}

function bound(origin: string, word: string, limit: number | bigint): string {
  if (origin === 'string') return `must have ${word} ${limit} ${limit === 1 ? 'character' : 'characters'}`;
  if (origin === 'array') return `must have ${word} ${limit} ${limit === 1 ? 'entry' : 'entries'}`;
  return `must be ${word} ${limit}`;
}

function placed(
  message: string,
  path: readonly (string | number)[],
  doc: Document,
  overridden: ReadonlyMap<string, string>,
): Problem {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const origin = overridden.get(path.slice(0, depth).join('.'));
    if (origin !== undefined) return { message, origin };
  }
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

function keyPlace(doc: Document, path: readonly (string | number)[]): { at?: number; length?: number } {
  const parent = nodeAt(doc, path.slice(0, -1));
  const pair = isMap(parent) ? pairOf(parent, path.at(-1)) : undefined;
  const node = (pair?.key ?? nodeAt(doc, path)) as Node | undefined;
  if (node?.range == null) return {};
  return { at: node.range[0], length: Math.max(1, Math.min(node.range[1] - node.range[0], 60)) };
}

function valueAt(doc: Document, path: readonly (string | number)[]): unknown {
  let value: unknown = doc.toJS({ maxAliasCount: 100 });
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string | number, unknown>)[part];
  }
  return value;
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

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
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
  };
  return names[type] ?? `a ${type}`;
}

function oneOf(values: readonly string[]): string {
  return values.length === 1 ? `\`${values[0]}\`` : `one of ${values.map((value) => `\`${value}\``).join(', ')}`;
}

/** The keys that the schema knows at a place of the config. */
function knownKeys(path: readonly (string | number)[], doc: Document): string[] {
  let schema: z.core.$ZodType = runConfig;
  for (let depth = 0; ; depth += 1) {
    schema = unwrapped(schema, () => valueAt(doc, path.slice(0, depth)));
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

function discriminators(issue: Extract<Issue, { code: 'invalid_union' }>): string[] {
  return (issue as { options?: unknown[] }).options?.map(String) ?? typesAt(issue.path);
}

function typesAt(path: readonly PropertyKey[]): string[] {
  const schema = path[0] === 'evaluator' ? runConfig.shape.evaluator : runConfig.shape.backend.unwrap();
  return schema.options.flatMap(typesOf);
}

function unrepeated(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ at, message }) => {
    const key = `${at} ${message}`;
    return !seen.has(key) && seen.add(key);
  });
}
