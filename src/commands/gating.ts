import { join } from 'node:path';
import { discrepancies } from '../compare/comparable.ts';
import type { RunConfig } from '../config/run-config.ts';
import { placedIn, UsageError } from '../errors.ts';
import { judgesOf } from '../evaluators/judges.ts';
import { loadEvaluator } from '../evaluators/table.ts';
import { checkGates, checkStatistics, parseGates } from '../gates/check.ts';
import { evaluateGates, type Gated, type GateResult } from '../gates/evaluate.ts';
import { type Gate, needsBaseline } from '../gates/gate.ts';
import { noCost } from '../gates/unknown-totals.ts';
import type { LoadedInputs } from '../pipeline/inputs.ts';
import type { ReportedRun } from '../reports/reported-run.ts';
import { readManifest, readScores, readSummary } from '../results/read-run.ts';
import { FILES } from '../results/run-folder.ts';

export interface GateFlags {
  gate: string[];
  baseline?: string;
}

export interface Gating {
  gates: Gate[];
  baseline?: Gated;
}

/**
 * The gates of a run and its baseline, read before the run begins: a mistake must not show up after an hour, and the run
 * may write over its own baseline.
 *
 * @throws UsageError
 */
export async function prepareGates(config: RunConfig, flags: GateFlags): Promise<Gating> {
  const folder = flags.baseline ?? config.baseline;
  const { evaluator } = config;
  const statistics = (await loadEvaluator(evaluator.type)).statistics(evaluator);
  const judges = evaluator.type === 'peem' ? [] : judgesOf(evaluator);
  const asked = [...config.models, ...judges].map(({ name, price }) => ({ name, priced: price !== undefined }));
  const checked = (texts: readonly string[]) => {
    const gates = parseGates(texts);
    checkGates(gates, statistics, { baseline: folder !== undefined, noCost: noCost(asked) });
    return gates;
  };
  const gates = inConfig(config, () => [...checked(config.gates), ...checked(flags.gate)]);
  // A baseline that no gate looks at may not be there yet.
  if (folder === undefined || !gates.some(needsBaseline)) return { gates };
  const read = () => {
    const baseline = readBaseline(folder);
    refuseOther(baseline, gates, config);
    return baseline;
  };
  return { gates, baseline: inConfig(config, read) };
}

/**
 * What of gates only the data show to be wrong: a statistic that there is none of without human scores, say, or a
 * baseline of other data.
 *
 * @throws UsageError
 */
export function checkAgainstData({ gates, baseline }: Gating, config: RunConfig, loaded: LoadedInputs): void {
  const { evaluator, inputs, dataset } = loaded;
  inConfig(config, () => {
    const { config: own, data } = inputs;
    checkStatistics(gates, evaluator.statistics(own, data), evaluator.statistics(own));
    if (baseline !== undefined) refuseOther(baseline, gates, config, dataset);
  });
}

/** What is wrong is told with the config that it is wrong for. */
function inConfig<T>({ path }: RunConfig, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw placedIn(path, error);
  }
}

/** What is known before anything is asked of why scores can't be compared with the baseline's. What a run cost can be. */
function refuseOther(
  baseline: Gated,
  gates: readonly Gate[],
  config: RunConfig,
  dataset?: LoadedInputs['dataset'],
): void {
  if (!gates.some((gate) => needsBaseline(gate) && gate.criterion !== '')) return;
  const planned = { config: JSON.parse(JSON.stringify(config)) as Record<string, unknown>, dataset };
  const run = { label: config.name, path: config.path, evaluator: config.evaluator.type, scores: [], facts: planned };
  const { refused } = discrepancies(baseline, run);
  if (refused.length === 0) return;
  throw new UsageError(`the gates can't compare with the baseline ${baseline.path}: ${refused.join('; ')}`);
}

/** A run that did not come to its end has no statistics to judge it by: its gates stay open. */
export function decideGates({ gates, baseline }: Gating, run: Omit<ReportedRun, 'gates'>): GateResult[] {
  const { state } = run.manifest;
  if (!cameToItsEnd(run)) {
    const message = `not decided: the run ${state === 'failed' ? 'failed' : 'was interrupted'}`;
    return gates.map(({ text }) => ({ gate: text, status: 'undecided', message }));
  }
  return evaluateGates(gates, gatedRun(run), baseline);
}

/** One whose coverage is low did: what it lacks could not be had. */
function cameToItsEnd({ manifest: { state } }: Pick<ReportedRun, 'manifest'>): boolean {
  return state === 'complete' || state === 'incomplete';
}

/**
 * The run that gates compare with.
 *
 * @throws UsageError where there is none that came to its end
 */
export function readBaseline(folder: string): Gated {
  const run = readRun(folder);
  if (cameToItsEnd(run)) return gatedRun(run);
  const how = run.manifest.state === 'failed' ? 'failed' : 'was interrupted';
  throw new UsageError(`${folder}: this run can't be a baseline, as it ${how}; run its config again to go on with it`);
}

/** A finished run from its folder. @throws UsageError where there is none */
export function readRun(folder: string): Omit<ReportedRun, 'gates'> {
  const manifest = readManifest(folder);
  const { evaluator, scores } = readScores(join(folder, FILES.scores));
  return { folder, evaluator, manifest, scores, statistics: readSummary(folder) };
}

/** A finished run, as gates see it. */
function gatedRun({ folder, evaluator, manifest, scores, statistics }: Omit<ReportedRun, 'gates'>): Gated {
  const { name, coverage, models: totals } = manifest;
  return { label: name, path: folder, evaluator, scores, statistics, facts: manifest, coverage, totals };
}
