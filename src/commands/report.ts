import { existsSync, lstatSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sync as writeFileAtomic } from 'write-file-atomic';
import { codeOf, messageOf, UsageError } from '../errors.ts';
import { makeFolder } from '../make-folder.ts';
import { printable } from '../printable.ts';
import { forLog } from '../reports/github-log.ts';
import { loadRuns } from '../reports/html/load.ts';
import { htmlReport } from '../reports/html/report.ts';
import { nearPath } from '../reports/near-path.ts';
import { REPORT } from '../results/stale.ts';
import { EXIT } from './outcome.ts';

export interface ReportFlags {
  out?: string;
}

/** `assay report`: the page of a run, or of several beside each other. */
export async function reportCommand(folders: readonly string[], flags: ReportFlags): Promise<number> {
  if (flags.out === '-') {
    process.stdout.write(await htmlReport(await loadRuns(folders)));
    return EXIT.done;
  }
  const out = flags.out ?? join(folders.length === 1 ? folders[0]! : '.', REPORT);
  if (existsSync(out) && statSync(out).isDirectory()) {
    throw new UsageError(`${out}: this is a folder; name the file to write, for instance ${join(out, REPORT)}`);
  }
  const page = await htmlReport(await loadRuns(folders));
  let isFile: boolean;
  try {
    makeFolder(dirname(out));
    // A device, a pipe or a link is written to as it is.
    isFile = lstatSync(out, { throwIfNoEntry: false })?.isFile() ?? true;
    if (isFile) writeFileAtomic(out, page);
    else writeFileSync(out, page);
  } catch (error) {
    if (codeOf(error) === 'EPIPE') return EXIT.done; // whoever reads it has seen enough
    throw new UsageError(`${out}: the report can't be written (${messageOf(error)}); choose another place with -o`);
  }
  const size = Buffer.byteLength(page) / 1e6;
  const told = forLog(printable(`${nearPath(out)} (${size < 0.1 ? '< 0.1' : size.toFixed(1)} MB)`));
  // Where the page may itself go to standard output, nothing else does.
  (isFile ? process.stdout : process.stderr).write(`${told}\n`);
  return EXIT.done;
}
