import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../test/support/temp-folder.ts';
import { makeFolder } from './make-folder.ts';

test('a folder is made with those above it, and one that is there is left as it is', () => {
  const path = join(tempFolder(), 'a/b/c');
  makeFolder(path);
  expect(statSync(path).isDirectory()).toBe(true);
  writeFileSync(join(path, 'f'), '');
  makeFolder(path);
  expect(existsSync(join(path, 'f'))).toBe(true);
});

test('a file is no folder, and none can be made below it', () => {
  const file = join(tempFolder(), 'f');
  writeFileSync(file, '');
  expect(() => makeFolder(file)).toThrow('EEXIST');
  // Of the file or of what is below it: versions of Node differ in what they say is below a file.
  expect(() => makeFolder(join(file, 'a'))).toThrow(/^EEXIST|^ENOTDIR/);
});

test.skipIf(!existsSync('/proc/self'))('a folder of the system that takes no folder is an error', () => {
  expect(() => makeFolder('/proc/assay/results')).toThrow('ENOENT');
});
