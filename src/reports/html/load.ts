import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, messageOf, UsageError } from '../../errors.ts';
import type { Rating, Score, Statistic } from '../../evaluators/evaluator.ts';
import { parseCsv } from '../../results/csv.ts';
import type { Manifest } from '../../results/manifest.ts';
import { readManifest, readRatings, readScores, readSummary } from '../../results/read-run.ts';
import { FILES } from '../../results/run-folder.ts';
import { type Evidence, readEvidence } from './evidence.ts';

type Table = Record<string, string | undefined>[];

/** A run, read from its folder alone. */
export interface LoadedRun {
  folder: string;
  /** Its name, with a number behind it where another run has the same. */
  name: string;
  evaluator: string;
  manifest: Manifest;
  scores: Score[];
  statistics: Statistic[];
  ratings: Rating[];
  /** The method's own tables, by file name. */
  tables: Record<string, Table>;
  evidence: Evidence;
}

/** @throws UsageError where a folder holds no run that can be read */
export async function loadRuns(folders: readonly string[]): Promise<LoadedRun[]> {
  const runs: LoadedRun[] = [];
  for (const folder of folders) {
    const run = await loadRun(folder);
    const same = runs.filter(({ manifest }) => manifest.name === run.manifest.name).length;
    runs.push(same === 0 ? run : { ...run, name: `${run.name} (${same + 1})` });
  }
  return runs;
}

async function loadRun(folder: string): Promise<LoadedRun> {
  const manifest = readManifest(folder);
  const read = <T>(name: string, reader: () => T): T => {
    try {
      return reader();
    } catch (error) {
      if (error instanceof UsageError) throw error;
      const reason = codeOf(error) === 'ENOENT' ? 'it is not there' : messageOf(error);
      throw new UsageError(`${join(folder, name)} can't be read: ${reason}`);
    }
  };
  const csv = (name: string): Table => parseCsv(readFileSync(join(folder, name), 'utf8'));
  const ratings = readRatings(folder);
  const { evaluator, scores } = readScores(join(folder, FILES.scores));
  const common: string[] = Object.values(FILES);
  const own = readdirSync(folder).filter((name) => name.endsWith('.csv') && !common.includes(name));
  return {
    folder,
    name: manifest.name,
    evaluator: evaluator || evaluatorOf(manifest),
    manifest,
    scores,
    statistics: readSummary(folder),
    ratings,
    tables: Object.fromEntries(own.sort().map((name) => [name, read(name, () => csv(name))])),
    evidence: await readEvidence(join(folder, FILES.calls), ratings),
  };
}

/** The evaluator as the config names it, for a run that has no scores. */
function evaluatorOf({ config }: Manifest): string {
  const { evaluator } = config as { evaluator?: { type?: unknown } };
  return String(evaluator?.type ?? '');
}

export function numberOf(cell: string | undefined): number | undefined {
  const value = cell === undefined ? Number.NaN : Number(cell);
  return Number.isFinite(value) ? value : undefined;
}
