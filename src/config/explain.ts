import type { Document } from 'yaml';
import type * as z from 'zod';
import { mistakesOf } from '../schema-mistakes.ts';
import { keyPlace, placed, written } from './place.ts';
import type { Problem } from './problems.ts';

/**
 * What is wrong with a config, and where.
 *
 * @param issue as zod tells it
 * @param schema of the whole config
 * @param doc the config as it was written, for places in it
 * @param overridden where a value is from that did not come from the file, by its path
 */
export function toProblems(
  issue: z.core.$ZodIssue,
  schema: z.core.$ZodType,
  doc: Document,
  overridden: ReadonlyMap<string, string>,
): Problem[] {
  const nameOf = (path: readonly unknown[]) => (path.length === 0 ? 'the config' : `\`${path.join('.')}\``);
  return mistakesOf(issue, schema, written(doc), nameOf).map(({ message, path, isKey }) => ({
    ...placed(message, path, doc, overridden),
    ...(isKey && keyPlace(doc, path)),
  }));
}

/** The same problems without repetitions: several rules may find one mistake. */
export function unrepeated(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ at, message }) => {
    const key = `${at} ${message}`;
    return !seen.has(key) && seen.add(key);
  });
}
