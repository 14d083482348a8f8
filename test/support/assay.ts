import { join, resolve } from 'node:path';
import { execa } from 'execa';

export const ROOT = resolve(import.meta.dirname, '../..');
export const BIN = join(ROOT, 'bin/assay.js');

/** Starts the built program as a user would; a failure is a result, not an exception. */
export function assay(args: readonly string[], { cwd, env }: { cwd?: string; env?: Record<string, string> } = {}) {
  return execa(process.execPath, [BIN, ...args], { reject: false, cwd, env: { NO_COLOR: '1', CI: 'true', ...env } });
}
