import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { assay } from './support/assay.ts';
import { judge, writeJudging } from './support/judge.ts';
import { ModelServer } from './support/model-server.ts';
import { tempFolder } from './support/temp-folder.ts';

const SAMPLES = 240;

function mount(...args: string[]): boolean {
  try {
    execFileSync('mount', args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function unmount(folder: string): void {
  execFileSync('umount', [folder], { stdio: 'ignore' });
}

/** Only root may mount a file system, and not everywhere. */
const canMount = (() => {
  if (process.getuid?.() !== 0) return false;
  const folder = temporary();
  if (!mount('-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder)) return false;
  unmount(folder);
  return true;
})();

function temporary(): string {
  return execFileSync('mktemp', ['-d'], { encoding: 'utf8' }).trim();
}

const SKIPPED = canMount ? '' : ' (skipped: only root can mount a small disk)';

const CSVS = ['ratings.csv', 'scores.csv', 'summary.csv'];

describe('a disk that is full', () => {
  // So small that the recording, the tables, or only the last files do not fit.
  it.skipIf(!canMount).each([16, 64, 128, 196, 224])(
    `of %d kB ends the run with a clear message and nothing torn; with more room it goes on${SKIPPED}`,
    async (size) => {
      const server = await ModelServer.start(judge);
      const run = { samples: SAMPLES, rounds: 2, backend: { type: 'openai', baseUrl: `${server.url}/v1` } };
      const roomy = tempFolder();
      writeJudging(roomy, run);
      expect((await assay(['run', 'run.yaml'], { cwd: roomy })).exitCode).toBe(0);
      const whole = statSync(join(roomy, 'results/recording.jsonl')).size;

      const cwd = tempFolder();
      writeJudging(cwd, run);
      mkdirSync(join(cwd, 'results'));
      mount('-t', 'tmpfs', '-o', `size=${size}k`, 'tmpfs', join(cwd, 'results'));
      onTestFinished(() => unmount(join(cwd, 'results')));
      const { exitCode, stdout, stderr } = await assay(['run', 'run.yaml'], { cwd });
      expect({ exitCode, size, whole }).toEqual({ exitCode: 3, size, whole });
      expect(`${stdout}${stderr}`).toMatch(/can't be written \((ENOSPC|the disk is full)/);
      expect(stderr).not.toContain('should not have happened');
      // Whatever bears its name is whole.
      for (const name of CSVS) {
        const path = join(cwd, 'results/r', name);
        if (existsSync(path)) expect(readFileSync(path, 'utf8')).toMatch(/\n$/);
      }
      const manifest = join(cwd, 'results/r/run.json');
      if (existsSync(manifest)) expect(JSON.parse(readFileSync(manifest, 'utf8')).state).not.toBe('complete');

      const asked = server.chats.length;
      mount('-o', 'remount,size=8m', join(cwd, 'results'));
      expect((await assay(['run', 'run.yaml'], { cwd })).exitCode).toBe(0);
      for (const name of CSVS)
        expect(readFileSync(join(cwd, 'results/r', name))).toEqual(readFileSync(join(roomy, 'results/r', name)));
      // Each run asks for 120 calls; what was recorded before the disk was full is not asked again.
      expect(server.chats.length - asked).toBeLessThanOrEqual(120);
      for (const line of readFileSync(join(cwd, 'results/recording.jsonl'), 'utf8')
        .split('\n')
        .filter((l) => l.endsWith('}}')))
        expect(() => JSON.parse(line)).not.toThrow();
    },
  );

  it.skipIf(!canMount)(`that can only be read ends the run before anything is asked${SKIPPED}`, async () => {
    const server = await ModelServer.start(judge);
    const cwd = tempFolder();
    writeJudging(cwd, { samples: 8, backend: { type: 'openai', baseUrl: `${server.url}/v1` } });
    mkdirSync(join(cwd, 'results'));
    mount('-t', 'tmpfs', '-o', 'ro', 'tmpfs', join(cwd, 'results'));
    onTestFinished(() => unmount(join(cwd, 'results')));
    for (const more of [[], ['--recording', 'elsewhere.jsonl']]) {
      const { exitCode, stderr } = await assay(['run', 'run.yaml', ...more], { cwd });
      expect(exitCode).toBe(2);
      expect(stderr).toMatch(/can't be (opened|written)/);
    }
    expect(server.chats).toHaveLength(0);
  });
});

describe('a results folder', () => {
  it('that is a file, or below one, ends the run before anything is asked', async () => {
    const server = await ModelServer.start(judge);
    const cwd = tempFolder();
    writeJudging(cwd, { samples: 8, backend: { type: 'openai', baseUrl: `${server.url}/v1` } });
    writeFileSync(join(cwd, 'taken'), '');
    for (const results of ['taken', 'taken/below']) {
      const { exitCode, stderr } = await assay(['run', 'run.yaml', '--results', results], { cwd });
      expect(exitCode).toBe(2);
      expect(stderr).toContain('taken');
      expect(stderr).not.toContain('should not have happened');
    }
    expect(server.chats).toHaveLength(0);
  });
});
