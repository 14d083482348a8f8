import { loadConfig } from '../config/load.ts';
import type { RunConfig } from '../config/run-config.ts';
import { messageOf, placedIn, UsageError } from '../errors.ts';
import { gateProblem } from '../gates/parse.ts';
import { Recording } from '../model/recording.ts';
import { loadInputs, unreadableFiles } from '../pipeline/inputs.ts';
import { printableLines } from '../printable.ts';
import { plural } from '../reports/format.ts';
import { forLog } from '../reports/github-log.ts';
import { dataMistakes, examineGates, type GateFlags } from './gating.ts';
import { annotateMistakes } from './machine-reports.ts';
import { EXIT } from './outcome.ts';
import { type ConfigFlags, overridesOf } from './run-options.ts';

export interface ValidateFlags extends ConfigFlags, GateFlags {}

/** `assay validate`: reads all that a run reads before it asks anything; every config is looked at. */
export async function validateCommand(paths: readonly string[], flags: ValidateFlags): Promise<number> {
  // How a flag is written is wrong once, not for every config.
  const written = flags.gate.filter((gate) => gateProblem(gate) === undefined);
  let wrong = written.length < flags.gate.length;
  for (const gate of flags.gate) {
    const problem = gateProblem(gate);
    if (problem !== undefined) await tell(new UsageError(`--gate ${JSON.stringify(gate)} is no gate: ${problem}`));
  }
  for (const path of paths) {
    const problems: UsageError[] = [];
    const fine = await examine(path, { ...flags, gate: written }, problems);
    if (problems.length === 0) process.stdout.write(forLog(`${path}: fine (${fine})\n`));
    else wrong = true;
    for (const problem of problems) await tell(problem);
  }
  return wrong ? EXIT.usage : EXIT.done;
}

async function tell(problem: UsageError): Promise<void> {
  process.stderr.write(forLog(`${printableLines(messageOf(problem))}\n`));
  await annotateMistakes(problem.mistakes);
}

/** Says what a config is for. All that is wrong with it, not the first mistake alone, is added to the problems. */
async function examine(path: string, flags: ValidateFlags, problems: UsageError[]): Promise<string | undefined> {
  const loaded = await attempt(() => loadConfig(path, { overrides: overridesOf(flags) }), problems);
  if (loaded === undefined) return undefined;
  const { config } = loaded;
  const unreadable = await unreadableFiles(config);
  problems.push(...unreadable);
  const inputs = unreadable.length > 0 ? undefined : await attempt(() => loadInputs(config), problems);
  for (const open of replayed(config)) await attempt(open, problems, config.path);
  const { gating, wrong } = await examineGates(loaded, flags);
  if (inputs !== undefined) wrong.push(...dataMistakes(gating, loaded, flags, inputs));
  if (wrong.length > 0) problems.push(loaded.refusal(wrong));
  return inputs && `${config.evaluator.type}, ${plural(inputs.dataset.rows, 'row')}`;
}

/** Checks that open the recordings that a config replays. */
function replayed({ backends }: RunConfig): (() => void)[] {
  return Object.values(backends).flatMap((backend) =>
    backend.type === 'replay' ? [() => new Recording(backend.recording, 'read').close()] : [],
  );
}

/** Adds a mistake to the problems. @param place the file it stands in, where its message does not say so */
async function attempt<T>(
  action: () => T | Promise<T>,
  problems: UsageError[],
  place?: string,
): Promise<T | undefined> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    problems.push(place === undefined ? error : placedIn(place, error));
    return undefined;
  }
}
