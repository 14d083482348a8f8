import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { sync as writeFileAtomic } from 'write-file-atomic';
import { messageOf, UsageError } from '../errors.ts';
import { loadRuns } from '../reports/html/load.ts';
import { htmlReport } from '../reports/html/report.ts';
import { REPORT } from '../results/stale.ts';
import { EXIT } from './outcome.ts';

/** `assay report`: the page of a run, or of several beside each other. */
export async function reportCommand(folders: readonly string[], flags: { out?: string }): Promise<number> {
  const out = flags.out ?? join(folders.length === 1 ? folders[0]! : '.', REPORT);
  if (existsSync(out) && statSync(out).isDirectory()) {
    throw new UsageError(`${out}: this is a folder; name the file to write, for instance ${join(out, REPORT)}`);
  }
  const page = await htmlReport(await loadRuns(folders));
  try {
    mkdirSync(dirname(out), { recursive: true });
    writeFileAtomic(out, page);
  } catch (error) {
    throw new UsageError(`${out}: the report can't be written (${messageOf(error)}); choose another place with -o`);
  }
  const size = Buffer.byteLength(page) / 1e6;
  process.stdout.write(`${relative(process.cwd(), out)} (${size < 0.1 ? '< 0.1' : size.toFixed(1)} MB)\n`);
  return EXIT.done;
}
