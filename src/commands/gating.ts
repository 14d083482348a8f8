import { join } from 'node:path';
import { discrepancies } from '../compare/comparable.ts';
import { judgesIn } from '../config/evaluators.ts';
import type { LoadedConfig } from '../config/load.ts';
import type { Problem } from '../config/problems.ts';
import type { RunConfig, Wrong } from '../config/run-config.ts';
import { UsageError } from '../errors.ts';
import { loadEvaluator } from '../evaluators/table.ts';
import { gateMistake, statisticMistake } from '../gates/check.ts';
import { evaluateGates, type Gated, type GateResult } from '../gates/evaluate.ts';
import { type Gate, needsBaseline } from '../gates/gate.ts';
import { gateProblem, parseGate } from '../gates/parse.ts';
import { noCost } from '../gates/unknown-totals.ts';
import type { LoadedInputs } from '../pipeline/inputs.ts';
import type { ReportedRun } from '../reports/reported-run.ts';
import { readManifest, readScores, readSummary } from '../results/read-run.ts';
import { FILES } from '../results/run-folder.ts';

export interface GateFlags {
  gate: string[];
  baseline?: string;
}

/** A gate, and where it was given: its path in the config, or the flag. */
type GivenGate = Gate & { given: Pick<Wrong, 'path'> | { origin: string } };

export interface Gating {
  gates: readonly GivenGate[];
  baseline?: Gated;
}

/**
 * The gates of a run and its baseline, read before the run begins: a mistake must not show up after an hour, and the run
 * may write over its own baseline.
 *
 * @throws ConfigError with all that is wrong
 */
export async function prepareGates(loaded: LoadedConfig, flags: GateFlags): Promise<Gating> {
  const { gating, wrong } = await examineGates(loaded, flags);
  if (wrong.length > 0) throw loaded.refusal(wrong);
  return gating;
}

/** The same, but what is wrong with gates and baseline is told beside those that can be used. */
export async function examineGates(
  { config }: LoadedConfig,
  flags: GateFlags,
): Promise<{ gating: Gating; wrong: Misplaced[] }> {
  const folder = flags.baseline ?? config.baseline;
  const { evaluator } = config;
  const statistics = (await loadEvaluator(evaluator.type)).statistics(evaluator);
  const asked = [...config.models, ...judgesIn(evaluator)].map(({ name, price }) => ({
    name,
    priced: price !== undefined,
  }));
  const known = { evaluator: evaluator.type, baseline: folder !== undefined, noCost: noCost(asked) };
  const gates: GivenGate[] = [];
  const wrong: Misplaced[] = [];
  for (const each of givenGates(config, flags)) {
    const mistake = gateProblem(each.text) ?? gateMistake(parseGate(each.text), statistics, known);
    if (mistake === undefined) gates.push({ ...parseGate(each.text), given: each.given });
    else wrong.push(atGate(each, mistake));
  }
  // A baseline that no gate looks at may not be there yet.
  if (folder === undefined || !gates.some(needsBaseline)) return { gating: { gates }, wrong };
  try {
    const baseline = readBaseline(folder);
    const difference = differenceFrom(baseline, gates, config);
    if (difference === undefined) return { gating: { gates, baseline }, wrong };
    wrong.push(atBaseline(difference, config, flags));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    wrong.push(atBaseline(error.message, config, flags));
  }
  return { gating: { gates }, wrong };
}

/** What of gates only the data show to be wrong: a statistic that there is none of without human scores, say. */
export function dataMistakes(
  { gates, baseline }: Gating,
  { config }: LoadedConfig,
  flags: GateFlags,
  loaded: LoadedInputs,
): Misplaced[] {
  const { evaluator, inputs, dataset } = loaded;
  const statistics = evaluator.statistics(inputs.config, inputs.data);
  const elsewhere = evaluator.statistics(inputs.config);
  const wrong = gates.flatMap((gate) => {
    const mistake = statisticMistake(gate, statistics, elsewhere);
    return mistake === undefined ? [] : [atGate(gate, mistake)];
  });
  const difference = baseline && differenceFrom(baseline, gates, config, dataset);
  return difference === undefined ? wrong : [...wrong, atBaseline(difference, config, flags)];
}

/** Something wrong with its place in the config, or the flag that it came from. */
type Misplaced = Wrong | Problem;

function givenGates(config: RunConfig, flags: GateFlags): Pick<GivenGate, 'text' | 'given'>[] {
  return [
    ...config.gates.map((text, i) => ({ text, given: { path: ['gates', i] } })),
    ...flags.gate.map((text) => ({ text, given: { origin: `${config.path}: --gate ${JSON.stringify(text)}` } })),
  ];
}

function atGate({ text, given }: Pick<GivenGate, 'text' | 'given'>, message: string): Misplaced {
  return 'origin' in given ? { message, ...given } : { message: `gate ${JSON.stringify(text)}: ${message}`, ...given };
}

function atBaseline(message: string, { path }: RunConfig, { baseline }: GateFlags): Misplaced {
  return baseline === undefined ? { message, path: ['baseline'] } : { message, origin: `${path}: --baseline` };
}

/** What is known before anything is asked of why scores can't be compared with the baseline's. What a run cost can be. */
function differenceFrom(
  baseline: Gated,
  gates: readonly Gate[],
  config: RunConfig,
  dataset?: LoadedInputs['dataset'],
): string | undefined {
  if (!gates.some((gate) => needsBaseline(gate) && gate.criterion !== '')) return undefined;
  const planned = { config: JSON.parse(JSON.stringify(config)) as Record<string, unknown>, dataset };
  const run = { label: config.name, path: config.path, evaluator: config.evaluator.type, scores: [], facts: planned };
  const { refused } = discrepancies(baseline, run);
  return refused.length === 0
    ? undefined
    : `the gates can't compare with the baseline ${baseline.path}: ${refused.join('; ')}`;
}

/** A run that did not come to its end has no statistics to judge it by: its gates stay open. */
export function decideGates(
  { gates, baseline }: { gates: readonly Gate[]; baseline?: Gated },
  run: Omit<ReportedRun, 'gates'>,
): GateResult[] {
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
