// CONTRIBUTING.md says where things are, from the top down: what stands higher imports what stands lower. That there is no
// circle is Biome's to tell (noImportCycles).
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from './support/assay.ts';

const SOURCE = join(ROOT, 'src');

/** The rooms of src/ in the order of the table: `cli.ts`, `commands`, …, and at last `*.ts`. */
const rooms = [...readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8').matchAll(/^\| `src\/([^`]+)`/gm)].map(
  ([, path]) => path!.split('/')[0]!,
);

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !/\.(?:test|d)\.ts$/.test(file))
  .map((file) => ({ file, source: readFileSync(join(SOURCE, file), 'utf8') }));

function roomOf(file: string): string {
  const [first] = file.split('/');
  return file.includes('/') || rooms.includes(first!) ? first! : '*.ts';
}

/** The files that a file imports, with `import type` and `import()`. */
function importsOf(file: string, source: string): string[] {
  return [...source.matchAll(/\b(?:from|import)\s*\(?\s*'(\.[^']+\.ts)'/g)].map(([, path]) =>
    normalize(join(dirname(file), path!)),
  );
}

it('has a place in the table of CONTRIBUTING.md for every room', () => {
  const found = new Set(files.map(({ file }) => roomOf(file)));
  expect([...found].sort()).toEqual([...rooms].sort());
});

const imports = files.flatMap(({ file, source }) => importsOf(file, source).map((imported) => ({ file, imported })));

it('imports downward', () => {
  expect(imports.length).toBeGreaterThan(files.length);
  const upward = imports.filter(({ file, imported }) => rooms.indexOf(roomOf(imported)) < rooms.indexOf(roomOf(file)));
  expect(upward.map(({ file, imported }) => `${file} imports ${imported}`)).toEqual([]);
});

/** What tests share beside the files that they test. */
const FIXTURES = /(?:^|\/)fixtures\.ts$/;

it('has fixtures for tests alone', () => {
  expect(files.some(({ file }) => FIXTURES.test(file))).toBe(true);
  const wrong = imports.filter(({ file, imported }) => FIXTURES.test(imported) && !FIXTURES.test(file));
  expect(wrong.map(({ file, imported }) => `${file} imports ${imported}`)).toEqual([]);
});
