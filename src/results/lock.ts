import { constants, copyFileSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
    if (take(path)) return () => release(path);
    const found = contentOf(path);
    if (attempt > 0 || isRunning(Number(found))) {
      throw new UsageError(
        `${folder}: another run (process ${found}) is writing there; wait for it, or give this run another --name. If there is none, delete ${path}`,
      );
    }
    removeStale(path, found);
  }
}

/** @returns whether there was no lock, and there is one of our own now */
function take(path: string): boolean {
  const own = ownBeside(path);
  try {
    writeFileSync(own, String(process.pid));
    // A lock comes into being with its content: one that is empty for a moment would look like one left behind.
    put(own, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

/** @throws EEXIST where there is a file already */
function put(own: string, path: string): void {
  try {
    linkSync(own, path);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw error;
    copyFileSync(own, path, constants.COPYFILE_EXCL); // a file system without links, such as exFAT
  }
}

/**
 * Takes away a lock that was left behind. Another run may have found it, too, and have put its own in its place meanwhile:
 * so it is moved aside first, looked at, and put back where it is not the same.
 */
function removeStale(path: string, found: string): void {
  const aside = ownBeside(path);
  try {
    renameSync(path, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return; // the other run was faster
    throw error;
  }
  if (contentOf(aside) === found) rmSync(aside, { force: true });
  else renameSync(aside, path);
}

function release(path: string): void {
  if (contentOf(path) === String(process.pid)) rmSync(path, { force: true });
}

function ownBeside(path: string): string {
  return `${path}.${process.pid}`;
}

/** Empty where it was released in this very moment. */
function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
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
