import type { RunConfig } from '../config/run-config.ts';
import type { OwnTable, Score, Statistic } from '../evaluators/evaluator.ts';
import { withoutQuery } from '../model/without-query.ts';
import { redactor, withoutSecrets } from '../redactor.ts';
import type { Manifest } from '../results/manifest.ts';
import type { RunFolder } from '../results/run-folder.ts';
import { TABLES_VERSION } from '../results/tables.ts';
import { VERSION } from '../version.ts';
import type { Collected } from './collect.ts';
import type { LoadedInputs } from './inputs.ts';
import { withoutPointIntervals } from './point-intervals.ts';
import type { Totals } from './totals.ts';

export interface RunResult {
  folder: string;
  /** Nothing was answered, so that the results of the run before were left in the folder. */
  keptEarlier: boolean;
  /** The type of the evaluator. */
  evaluator: string;
  manifest: Manifest;
  scores: Score[];
  statistics: Statistic[];
  /** The method's own tables, by file name. */
  tables: Record<string, OwnTable>;
}

interface EndedRun {
  folder: RunFolder;
  started: Date;
  recording: string;
  totals: Totals;
  endpoints?: Manifest['endpoints'];
  /** The run whose replies are read anew. */
  rescoreOf?: Manifest;
  secrets: readonly string[];
}

type Asked = Pick<Manifest, 'started' | 'rescored' | 'seconds' | 'models' | 'retries' | 'endpoints'>;

/** Ratings → scores → statistics → files. */
export function finish(
  config: RunConfig,
  { evaluator, inputs, dataset, fileHashes }: LoadedInputs,
  { ratings, state, reason }: Collected,
  at: EndedRun,
): RunResult {
  const { scores, statistics: found, tables, warnings } = evaluator.conclude(ratings, inputs);
  const statistics = [...withoutPointIntervals(found, evaluator.ranks ?? []), ...at.totals.statistics()];
  const coverage = coverageOf(scores, evaluator.secondary ?? []);
  const short = state === 'complete' && coverage < config.minCoverage;
  const manifest: Manifest = {
    tool: 'assay',
    version: VERSION,
    tables: TABLES_VERSION,
    name: config.name,
    state: short ? 'incomplete' : state,
    ...(short
      ? { reason: `coverage ${roundedDown(coverage)} is below ${config.minCoverage}` }
      : reason !== undefined && { reason }),
    ...asked(at),
    config: publicConfig(config, at.secrets),
    dataset,
    files: fileHashes,
    seed: config.seed,
    coverage,
    recording: at.recording,
    ownTables: Object.keys(tables),
    warnings,
    node: process.version,
  };
  const answered = Object.values(manifest.models).some(({ calls, failed }) => calls > failed);
  const keptEarlier = (state === 'failed' || state === 'interrupted') && !answered && at.folder.holdsRun;
  if (keptEarlier) at.folder.discard();
  else at.folder.finish(scores, statistics, tables, manifest);
  return {
    folder: at.folder.path,
    keptEarlier,
    evaluator: config.evaluator.type,
    manifest,
    scores,
    statistics,
    tables,
  };
}

/** When calls were made, and how they fared. A rescore makes none: what is known of them is of the run it is of. */
function asked({ started, totals, endpoints, rescoreOf, secrets }: EndedRun): Asked {
  if (rescoreOf !== undefined) {
    const { started: then, seconds, models, retries, endpoints: addresses } = rescoreOf;
    const rescored = started.toISOString();
    return { started: then, rescored, seconds, models, retries, ...(addresses && { endpoints: addresses }) };
  }
  return {
    started: started.toISOString(),
    seconds: (Date.now() - started.getTime()) / 1000,
    models: totals.models(),
    retries: totals.retries(),
    ...(endpoints !== undefined && { endpoints: withoutSecrets(endpoints, redactor(secrets)) }),
  };
}

/** The share of what is wanted that could be scored. Counted, not filtered: a copy of a large run's scores is large. */
function coverageOf(scores: readonly Score[], secondary: readonly string[]): number {
  let wanted = 0;
  let scored = 0;
  for (const { criterion, status } of scores) {
    if (secondary.includes(criterion)) continue;
    wanted += 1;
    if (status === 'ok') scored += 1;
  }
  return wanted === 0 ? 0 : scored / wanted;
}

/** A coverage with three decimals, which is never rounded up to what it is below. */
export function roundedDown(coverage: number): string {
  return (Math.floor(coverage * 1000 + 1e-9) / 1000).toFixed(3);
}

/**
 * The settled config without secrets: keys, headers and the queries of addresses are left out whole, whatever else holds a
 * secret is masked.
 */
export function publicConfig(config: RunConfig, secrets: readonly string[]): Manifest['config'] {
  const text = JSON.stringify(config, (key, value) => {
    if (key === 'apiKey' || key === 'headers') return undefined;
    if (key === 'baseUrl' && typeof value === 'string') return withoutQuery(value);
    return key === 'baseUrls' && Array.isArray(value) ? value.map((each) => withoutQuery(String(each))) : value;
  });
  return withoutSecrets(JSON.parse(text), redactor(secrets));
}
