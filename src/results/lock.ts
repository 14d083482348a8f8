import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, UsageError } from '../errors.ts';

/**
 * Keeps two runs from writing to one folder at once. The lock names the process that holds it; one that a killed run
 * left behind is taken over.
 *
 * @returns releases the lock
 * @throws UsageError where another run holds it
 */
export function lockFolder(folder: string): () => void {
  const path = join(folder, '.lock');
  for (let attempt = 0; ; attempt += 1) {
    try {
      const fd = openSync(path, 'wx');
      writeSync(fd, String(process.pid));
      closeSync(fd);
      return () => rmSync(path, { force: true });
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
    const holder = holderOf(path);
    if (attempt > 0 || isRunning(holder)) {
      throw new UsageError(
        `${folder}: another run (process ${holder}) is writing there; wait for it, or give this run another --name. If there is none, delete ${path}`,
      );
    }
    rmSync(path, { force: true });
  }
}

function holderOf(path: string): number {
  try {
    return Number(readFileSync(path, 'utf8'));
  } catch {
    return 0; // released in this very moment
  }
}

function isRunning(pid: number): boolean {
  // A container's processes have the same few numbers every time: a lock with our own is left from a killed run.
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}
