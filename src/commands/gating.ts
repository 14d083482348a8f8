import { join } from 'node:path';
import { discrepancies } from '../compare/comparable.ts';
import type { RunConfig } from '../config/run-config.ts';
import { placedIn, UsageError } from '../errors.ts';
import { judgesOf } from '../evaluators/judges.ts';
import { loadEvaluator } from '../evaluators/table.ts';
import { checkGates, parseGates } from '../gates/check.ts';
import { evaluateGates, type Gated, type GateResult } from '../gates/evaluate.ts';
import { type Gate, needsBaseline } from '../gates/gate.ts';
import { noCost } from '../gates/unknown-totals.ts';
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
  const gates = [...inConfig(config, () => checked(config.gates)), ...checked(flags.gate)];
  // A baseline that no gate looks at may not be there yet.
  if (folder === undefined || !gates.some(needsBaseline)) return { gates };
  const read = () => {
    const baseline = gatedRun(readRun(folder));
    if (gates.some((gate) => needsBaseline(gate) && gate.criterion !== '')) refuseOther(baseline, config);
    return baseline;
  };
  return { gates, baseline: flags.baseline === undefined ? inConfig(config, read) : read() };
}

/** What is wrong in the config is told with its path. */
function inConfig<T>({ path }: RunConfig, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw placedIn(path, error);
  }
}

/** What config alone shows of why scores can't be compared with the baseline's; the rest shows in the end. */
function refuseOther(baseline: Gated, config: RunConfig): void {
  const planned = { config: JSON.parse(JSON.stringify(config)) as Record<string, unknown> };
  const run = { label: config.name, path: config.path, evaluator: config.evaluator.type, scores: [], facts: planned };
  const { refused } = discrepancies(baseline, run);
  if (refused.length === 0) return;
  throw new UsageError(`the gates can't compare with the baseline ${baseline.path}: ${refused.join('; ')}`);
}

/** A run that did not come to its end has no statistics to judge it by: its gates stay open. */
export function decideGates({ gates, baseline }: Gating, run: Omit<ReportedRun, 'gates'>): GateResult[] {
  const { state } = run.manifest;
  if (state === 'interrupted' || state === 'failed') return [];
  return evaluateGates(gates, gatedRun(run), baseline);
}

/** A finished run from its folder. @throws UsageError where there is none */
export function readRun(folder: string): Omit<ReportedRun, 'gates'> {
  const manifest = readManifest(folder);
  const { evaluator, scores } = readScores(join(folder, FILES.scores));
  return { folder, evaluator, manifest, scores, statistics: readSummary(folder) };
}

/** A finished run, as gates see it. */
export function gatedRun({ folder, evaluator, manifest, scores, statistics }: Omit<ReportedRun, 'gates'>): Gated {
  const { name, coverage, models: totals } = manifest;
  return { label: name, path: folder, evaluator, scores, statistics, facts: manifest, coverage, totals };
}
