import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { maskReferences } from './environment.ts';
import { loadConfig } from './load.ts';
import { jsonSchema } from './schema.ts';

const CONFIGS = resolve(import.meta.dirname, '../../configs');
const SCHEMA = join(CONFIGS, 'run-config.schema.json');

test('configs/run-config.schema.json is up to date (if not: npm run build && npm run schema)', () => {
  expect(readFileSync(SCHEMA, 'utf8')).toBe(`${JSON.stringify(jsonSchema(), undefined, 2)}\n`);
});

const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(jsonSchema());

describe.each(readdirSync(CONFIGS).filter((name) => name.endsWith('.yaml')))('configs/%s', (name) => {
  const path = join(CONFIGS, name);
  const source = readFileSync(path, 'utf8');

  test('loads', () => {
    const names = [...source.matchAll(/\$\{(\w+)\}/g)].map(([, variable]) => [variable!, 'set-by-the-test']);
    expect(loadConfig(path, { env: Object.fromEntries(names) }).config.name).toBe(parse(maskReferences(source)).name);
  });

  test('is valid by the JSON Schema, which its first line names', () => {
    expect(validate(parse(maskReferences(source))), JSON.stringify(validate.errors)).toBe(true);
    expect(source.split('\n')[0]).toBe('# yaml-language-server: $schema=run-config.schema.json');
  });
});

test('the JSON Schema refuses what the program refuses', () => {
  const good = parse(maskReferences(readFileSync(join(CONFIGS, 'quickstart.yaml'), 'utf8')));
  expect(validate({ ...good, sede: 1 })).toBe(false);
  expect(validate({ ...good, seed: 'one' })).toBe(false);
  expect(validate({ ...good, evaluator: { ...good.evaluator, type: 'other' } })).toBe(false);
  expect(validate({ ...good, backend: { type: 'ollama', num_ctx: 1 } })).toBe(false);
});
