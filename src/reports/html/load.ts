import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, messageOf, UsageError } from '../../errors.ts';
import type { Rating, Score, Statistic } from '../../evaluators/evaluator.ts';
import type { RatingStatus } from '../../judging/status.ts';
import { parseCsv } from '../../results/csv.ts';
import type { Manifest } from '../../results/manifest.ts';
import { readManifest, readRatings } from '../../results/read-run.ts';
import { FILES } from '../../results/run-folder.ts';
import { type Evidence, readEvidence } from './evidence.ts';

type Table = Record<string, string | undefined>[];

/** A run as its folder tells it; nothing else is read. */
export interface LoadedRun {
  folder: string;
  /** Its name; told apart from other runs of the same name by a number. */
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
  const ratings = read(FILES.ratings, () => readRatings(folder));
  const scores = read(FILES.scores, () => csv(FILES.scores));
  const statistics = read(FILES.summary, () => csv(FILES.summary));
  const common: string[] = Object.values(FILES);
  const own = readdirSync(folder).filter((name) => name.endsWith('.csv') && !common.includes(name));
  return {
    folder,
    name: String(manifest.name),
    evaluator: evaluatorOf(manifest, scores, statistics),
    manifest,
    scores: scores.map(toScore),
    statistics: statistics.map(toStatistic).filter(({ value }) => Number.isFinite(value)),
    ratings,
    tables: Object.fromEntries(own.sort().map((name) => [name, read(name, () => csv(name))])),
    evidence: await readEvidence(join(folder, FILES.calls), ratings),
  };
}

function evaluatorOf(manifest: Manifest, ...tables: Table[]): string {
  const config = manifest.config as { evaluator?: { type?: unknown } } | undefined;
  return String(tables.flat()[0]?.evaluator ?? config?.evaluator?.type ?? '');
}

function toScore(row: Table[number]): Score {
  return {
    model: row.model ?? '',
    sample: row.sample ?? '',
    criterion: row.criterion ?? '',
    turn: numberOf(row.turn),
    score: numberOf(row.score),
    stderr: numberOf(row.stderr),
    ratings: numberOf(row.ratings) ?? 0,
    human: numberOf(row.human),
    status: (row.status ?? '') as RatingStatus,
  };
}

function toStatistic(row: Table[number]): Statistic {
  return {
    model: row.model ?? '',
    criterion: row.criterion ?? '',
    statistic: row.statistic ?? '',
    value: numberOf(row.value) ?? Number.NaN,
    low: numberOf(row.ci_low),
    high: numberOf(row.ci_high),
    n: numberOf(row.n) ?? 0,
  };
}

export function numberOf(cell: string | undefined): number | undefined {
  const value = cell === undefined ? Number.NaN : Number(cell);
  return Number.isFinite(value) ? value : undefined;
}
