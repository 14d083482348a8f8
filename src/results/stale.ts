import { closeSync, lstatSync, openSync, readFileSync, readSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { codeOf } from '../errors.ts';
import type { Manifest } from './manifest.ts';

/** The page that `assay report` draws of a run, in the run's folder. */
export const REPORT = 'report.html';

/** Stands near the beginning of each page of ours. */
export const REPORT_MARK = '<meta name="generator" content="assay ';

const MARK_WITHIN_BYTES = 2048;

/**
 * Removes from a run's folder what shows the run before and will not be written anew: its method's own tables, and the
 * page that was drawn of it, if it is one of ours.
 *
 * @param tables the own tables of the run that takes its place
 */
export function removeStale(folder: string, manifestPath: string, tables: readonly string[]): void {
  for (const name of ownTablesOf(manifestPath)) {
    if (!tables.includes(name) && basename(name) === name) rmSync(join(folder, name), { force: true });
  }
  const report = join(folder, REPORT);
  if (isOwnReport(report)) rmSync(report);
}

function ownTablesOf(manifestPath: string): readonly string[] {
  try {
    const before: Partial<Manifest> = JSON.parse(readFileSync(manifestPath, 'utf8'));
    return before.ownTables ?? [];
  } catch {
    return []; // the first run here
  }
}

function isOwnReport(path: string): boolean {
  try {
    return lstatSync(path).isFile() && beginningOf(path).includes(REPORT_MARK);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

function beginningOf(path: string): string {
  const fd = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(MARK_WITHIN_BYTES);
    return bytes.toString('utf8', 0, readSync(fd, bytes));
  } finally {
    closeSync(fd);
  }
}
