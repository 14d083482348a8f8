import { join, resolve } from 'node:path';
import { execa } from 'execa';

export const ROOT = resolve(import.meta.dirname, '../..');
export const BIN = join(ROOT, 'bin/assay.js');

/** Starts the built program as a user would; a failure is a result, not an exception. */
export function assay(args: readonly string[], { cwd, env }: { cwd?: string; env?: Record<string, string> } = {}) {
  // The tests' own runner sets FORCE_COLOR, and newer versions of Node warn of what contradicts it.
  const plain = { NO_COLOR: '1', FORCE_COLOR: undefined, CI: 'true' };
  return execa(process.execPath, [BIN, ...args], { reject: false, cwd, env: { ...plain, ...env } });
}
