import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../test/support/temp-folder.ts';
import { UsageError } from '../errors.ts';
import { lockFolder } from './lock.ts';

test('a lock names its process and is gone when it is released', () => {
  const folder = tempFolder();
  const release = lockFolder(folder);
  expect(readFileSync(join(folder, '.lock'), 'utf8')).toBe(String(process.pid));
  release();
  expect(existsSync(join(folder, '.lock'))).toBe(false);
  lockFolder(folder)();
});

test('a lock of a process that runs is respected', () => {
  const folder = tempFolder({ '.lock': String(process.ppid) });
  expect(() => lockFolder(folder)).toThrow(UsageError);
  expect(() => lockFolder(folder)).toThrow(`another run (process ${process.ppid}) is writing there`);
  expect(readFileSync(join(folder, '.lock'), 'utf8')).toBe(String(process.ppid));
});

test.each<[string, () => string]>([
  ['of a process that has ended', () => execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' })],
  ['with our own number, from another life of the container', () => String(process.pid)],
  ['that is empty', () => ''],
  ['that holds nonsense', () => 'x'],
])('a lock %s is taken over', (_, content) => {
  const folder = tempFolder();
  writeFileSync(join(folder, '.lock'), content());
  lockFolder(folder);
  expect(readFileSync(join(folder, '.lock'), 'utf8')).toBe(String(process.pid));
});
