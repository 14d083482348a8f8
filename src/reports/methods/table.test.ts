import { existsSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const SRC = resolve(import.meta.dirname, '../..');

/** All that a module imports before it runs, types aside: our modules by their path from src/, packages by name. */
function imported(module: string, found = new Set<string>()): Set<string> {
  if (found.has(module)) return found;
  found.add(module);
  if (!module.endsWith('.ts')) return found;
  const path = resolve(SRC, module);
  for (const [, name] of readFileSync(path, 'utf8').matchAll(
    /^(?:import|export)\s+(?!type\b)(?:[^'"();]*?\sfrom\s+)?'([^']+)'/gm,
  )) {
    imported(name!.startsWith('.') ? relative(SRC, resolve(dirname(path), name!)) : name!, found);
  }
  return found;
}

test('a run loads nothing of the HTML report', () => {
  const loaded = [...imported('commands/run.ts')];
  expect(loaded).toContain('reports/methods/table.ts');
  expect(loaded.every((module) => !module.endsWith('.ts') || existsSync(resolve(SRC, module)))).toBe(true);
  expect(loaded.filter((module) => /^reports\/html\/|pictures\.ts$|^vega/.test(module))).toEqual([]);
  expect([...imported('commands/report.ts')]).toContain('reports/html/report.ts');
});
