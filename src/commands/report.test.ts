import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { lstatSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { tempFolder } from '../../test/support/temp-folder.ts';
import { MANIFEST } from '../results/fixtures.ts';
import { RunFolder } from '../results/run-folder.ts';
import { reportCommand } from './report.ts';

const told = { stdout: '', stderr: '' };

beforeEach(() => {
  Object.assign(told, { stdout: '', stderr: '' });
  for (const name of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      told[name] += text;
      return true;
    });
  }
});

function folderWithRun(manifest = MANIFEST): string {
  const folder = tempFolder();
  const run = new RunFolder(folder, 'batcheval');
  run.finish([], [], {}, manifest);
  run.close();
  return folder;
}

test('a link is written through, and stays a link', async () => {
  const folder = folderWithRun();
  const [link, target] = [join(folder, 'link.html'), join(folder, 'target.html')];
  symlinkSync(target, link);
  await reportCommand([folder], { out: link });
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(readFileSync(target, 'utf8')).toMatch(/^<!doctype html>/);
});

test('a device stays one, and nothing but the page goes to standard output', async () => {
  await reportCommand([folderWithRun()], { out: '/dev/null' });
  expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
  expect(told.stdout).toBe('');
  expect(told.stderr).toContain('dev/null (');
});

test('a dash is standard output, and nothing but the page goes there', async () => {
  await reportCommand([folderWithRun()], { out: '-' });
  expect(told.stdout).toMatch(/^<!doctype html>/);
  expect(told.stderr).toBe('');
});

test('who reads the page from a pipe may stop before its end', async () => {
  const longerThanThePipe = { ...MANIFEST, warnings: ['x'.repeat(200_000)] };
  const folder = folderWithRun(longerThanThePipe);
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const reader = spawn('head', ['-c', '1', pipe], { stdio: 'ignore' });
  const ended = once(reader, 'exit');
  expect(await reportCommand([folder], { out: pipe })).toBe(0);
  await ended;
});

test('the place of a report is told so that the log of GitHub takes it for no command', async () => {
  vi.stubEnv('GITHUB_ACTIONS', 'true');
  await reportCommand([folderWithRun()], { out: join(tempFolder(), '##[error]x.html') });
  vi.unstubAllEnvs();
  expect(told.stdout).toContain('x.html');
  expect(told.stdout).not.toContain('##[');
});
