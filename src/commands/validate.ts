import { loadConfig } from '../config/load.ts';
import type { RunConfig } from '../config/run-config.ts';
import { messageOf, placedIn, UsageError } from '../errors.ts';
import { Recording } from '../model/recording.ts';
import { loadInputs, unreadableFiles } from '../pipeline/inputs.ts';
import { printableLines } from '../printable.ts';
import { plural } from '../reports/format.ts';
import { prepareGates } from './gating.ts';
import { EXIT } from './outcome.ts';
import { type ConfigFlags, overridesOf } from './run-options.ts';

/** `assay validate`: reads all that a run reads before it asks anything; every config is looked at. */
export async function validateCommand(paths: readonly string[], flags: ConfigFlags): Promise<number> {
  let wrong = false;
  for (const path of paths) {
    const problems: UsageError[] = [];
    const fine = await examine(path, flags, problems);
    if (problems.length === 0) process.stdout.write(`${path}: fine (${fine})\n`);
    else wrong = true;
    for (const problem of problems) process.stderr.write(`${printableLines(messageOf(problem))}\n`);
  }
  return wrong ? EXIT.usage : EXIT.done;
}

/** Says what a config is for. All that is wrong with it, not the first mistake alone, is added to the problems. */
async function examine(path: string, flags: ConfigFlags, problems: UsageError[]): Promise<string | undefined> {
  const loaded = await attempt(() => loadConfig(path, { overrides: overridesOf(flags) }), problems);
  if (loaded === undefined) return undefined;
  const { config } = loaded;
  const unreadable = await unreadableFiles(config);
  problems.push(...unreadable);
  const inputs = unreadable.length > 0 ? undefined : await attempt(() => loadInputs(config), problems);
  for (const open of replayed(config)) await attempt(open, problems, config.path);
  const first: UsageError[] = [];
  await attempt(() => prepareGates(config, { gate: [] }), first);
  for (const gate of first.length === 0 ? [] : config.gates) {
    const wrong: UsageError[] = [];
    await attempt(() => prepareGates({ ...config, gates: [gate] }, { gate: [] }), wrong);
    // What is wrong with the baseline is the same for all gates.
    problems.push(...wrong.filter(({ message }) => problems.every((other) => other.message !== message)));
  }
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
