import { type Command, InvalidArgumentError, Option } from 'commander';
import { RUN_NAME, RUN_NAME_RULE } from '../config/run-name.ts';

/** The flags of commands that take a run config. */
export interface ConfigFlags {
  set: string[];
  limit?: number;
  seed?: number;
  name?: string;
  results: string;
  recording?: string;
}

export function addConfigFlags(command: Command): Command {
  return addList(
    command,
    '--set <key=value>',
    'replace a value of the config, e.g. --set evaluator.rounds=3 (repeatable)',
  )
    .option('--limit <n>', 'only the first n rows of the dataset', positive)
    .option('--seed <n>', 'the seed of everything drawn at random', whole)
    .option('--name <name>', "name of the run and its folder, in place of the config's", runName)
    .option('--results <folder>', "the folder for the runs' results", 'results')
    .option('--recording <file>', 'where calls are recorded and found again (default: <results>/recording.jsonl)');
}

/** The flags that say which gates there are. */
export function addGateFlags(command: Command): Command {
  return addList(
    command,
    '--gate <gate>',
    "what must hold of a run, e.g. --gate 'coverage >= 0.99' (repeatable); where it does not, the run's exit code is 1",
  ).option('--baseline <run>', 'the folder of the run that gates compare with');
}

/** The flag of commands that tell machines how gates came out. */
export function addReportFlags(command: Command): Command {
  return command.option('--junit <file>', 'write JUnit XML: a test for each gate, and for what checks decide');
}

/** The flags as overrides of the config. */
export function overridesOf({ set, limit, seed, name }: ConfigFlags): string[] {
  return [
    ...set,
    ...(limit === undefined ? [] : [`dataset.limit=${limit}`]),
    ...(seed === undefined ? [] : [`seed=${seed}`]),
    ...(name === undefined ? [] : [`name=${JSON.stringify(name)}`]),
  ];
}

/** A flag that may be given several times. Its value is a list, empty without it, which is not worth a word of help. */
export function addList(command: Command, flags: string, description: string): Command {
  const option = new Option(flags, description).argParser((value, before: string[]) => [...before, value]);
  return command.addOption(option).setOptionValueWithSource(option.attributeName(), [], 'default');
}

function runName(value: string): string {
  if (!RUN_NAME.test(value)) throw new InvalidArgumentError(`It ${RUN_NAME_RULE}.`);
  return value;
}

function whole(value: string): number {
  if (!/^-?\d+$/.test(value)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(value);
}

function positive(value: string): number {
  const n = whole(value);
  if (n < 1) throw new InvalidArgumentError('It must be at least 1.');
  return n;
}
