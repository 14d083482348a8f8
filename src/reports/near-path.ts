import { relative, resolve } from 'node:path';

/** A path as one would type it here: from the working directory where it lies in it, else whole. */
export function nearPath(path: string): string {
  const near = relative(process.cwd(), path);
  return near.startsWith('..') ? resolve(path) : near || '.';
}
