import type { Document } from 'yaml';
import { nearestName } from '../suggest.ts';
import { placed, written } from './place.ts';
import type { Problem } from './problems.ts';
import { ONLY_BACKEND } from './run-config.ts';

/** References to backends that don't exist; found whether or not the rest of the config is right. */
export function danglingBackends(doc: Document, overridden: ReadonlyMap<string, string>): Problem[] {
  const value = written(doc) as {
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
