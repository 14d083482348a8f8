import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { tempFolder } from '../../test/support/temp-folder.ts';
import { UsageError } from '../errors.ts';
import { lockFolder } from './lock.ts';

/** Is told of every call to the file system, before and after it, as another process would come between two of them. */
const watch = vi.hoisted(() => ({ step: undefined as ((name: string, path: unknown) => void) | undefined }));
vi.mock('node:fs', async (original) => {
  const tell = (name: string, path: unknown) => {
    const { step } = watch;
    watch.step = undefined; // what it does itself is not told
    step?.(name, path);
    watch.step = step;
  };
  const watched = (name: string, call: (...args: unknown[]) => unknown) =>
    name.endsWith('Sync')
      ? (...args: unknown[]) => {
          tell(name, args[0]);
          const result = call(...args);
          tell(`after ${name}`, args[0]);
          return result;
        }
      : call;
  return Object.fromEntries(
    Object.entries(await original<object>()).map(([name, value]) => [
      name,
      typeof value === 'function' ? watched(name, value) : value,
    ]),
  );
});
afterEach(() => {
  watch.step = undefined;
});

test('a lock names its process and is gone when it is released', () => {
  const folder = tempFolder();
  const release = lockFolder(folder);
  expect(readFileSync(join(folder, '.lock'), 'utf8')).toBe(String(process.pid));
  release();
  expect(existsSync(join(folder, '.lock'))).toBe(false);
  lockFolder(folder)();
});

test('only a lock of our own is released', () => {
  const folder = tempFolder();
  const release = lockFolder(folder);
  writeFileSync(join(folder, '.lock'), String(process.ppid));
  release();
  expect(readFileSync(join(folder, '.lock'), 'utf8')).toBe(String(process.ppid));
});

test('a lock has its content from the beginning, and nothing is left beside it', () => {
  const folder = tempFolder();
  const seen: string[] = [];
  watch.step = () => {
    const path = join(folder, '.lock');
    if (existsSync(path)) seen.push(readFileSync(path, 'utf8'));
  };
  lockFolder(folder);
  expect(new Set(seen)).toEqual(new Set([String(process.pid)]));
  expect(readdirSync(folder)).toEqual(['.lock']);
});

test('of two runs that find a lock left behind, the slower one leaves the other one its own', () => {
  const folder = tempFolder({ '.lock': 'x' });
  const path = join(folder, '.lock');
  const other = String(process.ppid);
  watch.step = (name, at) => {
    if (at === path && ['rmSync', 'renameSync'].includes(name) && readFileSync(path, 'utf8') === 'x')
      writeFileSync(path, other);
  };
  expect(() => lockFolder(folder)).toThrow(`another run (process ${other}) is writing there`);
  expect(readFileSync(path, 'utf8')).toBe(other);
  expect(readdirSync(folder)).toEqual(['.lock']);
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
