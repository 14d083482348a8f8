import { existsSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { messageOf, UsageError } from '../errors.ts';
import { makeFolder } from '../make-folder.ts';
import { EXIT } from './outcome.ts';
import { batchevalStarter } from './starters/batcheval.ts';
import { DEFAULT_MODELS, needsKey, OPENAI_URL, type StarterChoices } from './starters/choices.ts';
import { mtBenchStarter } from './starters/mt-bench.ts';
import { peemStarter } from './starters/peem.ts';

export interface InitFlags {
  backend?: string;
  evaluator?: string;
  model?: string;
  baseUrl?: string;
  force?: boolean;
}

/** The name of the config, among the files that are written. */
const CONFIG = 'assay.yaml';
const BACKENDS = ['ollama', 'openai'] as const;
const EVALUATORS = ['batcheval', 'peem', 'mt-bench'] as const;
const STARTERS = { batcheval: batchevalStarter, peem: peemStarter, 'mt-bench': mtBenchStarter };

/** `assay init`: asks in a terminal for what the flags leave open; takes the defaults in a script. */
export async function initCommand(folder: string, flags: InitFlags): Promise<number> {
  const backend = oneOf('--backend', flags.backend, BACKENDS);
  const evaluator = oneOf('--evaluator', flags.evaluator, EVALUATORS);
  if (flags.model?.trim() === '') throw new UsageError('--model must not be empty');
  if (flags.baseUrl !== undefined && !isAddress(flags.baseUrl)) {
    throw new UsageError(`--base-url must be an http:// or https:// address; found "${flags.baseUrl}"`);
  }
  refuseReplacing(folder, [CONFIG], flags);
  const name =
    basename(resolve(folder))
      .replace(/[^\w.-]+/g, '-')
      .replace(/^[^\w]+/, '') || 'my-eval';
  const choices = await complete({ backend, evaluator, model: flags.model, baseUrl: flags.baseUrl, name });
  if (choices === undefined) return EXIT.interrupted;
  const files = STARTERS[choices.evaluator](choices);
  refuseReplacing(folder, Object.keys(files), flags);
  try {
    makeFolder(folder);
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  } catch (error) {
    throw new UsageError(`${folder}: nothing can be written there (${messageOf(error)})`);
  }
  const wrote = Object.keys(files).map((name) => `wrote ${join(folder, name)}`);
  process.stdout.write(`${[...wrote, '', 'Next:', ...nextSteps(folder, choices)].join('\n')}\n`);
  return EXIT.done;
}

/** What stands in the folder may be somebody's work: a dataset of the same name, above all. @throws UsageError */
function refuseReplacing(folder: string, names: readonly string[], { force }: InitFlags): void {
  const there = names.filter((name) => existsSync(join(folder, name)));
  if (there.length === 0 || force) return;
  throw new UsageError(
    `${folder} has ${there.join(' and ')} already; choose another folder, or replace what is there with --force`,
  );
}

function nextSteps(folder: string, choices: StarterChoices): string[] {
  const config = quoted(join(folder, CONFIG));
  const lacksKey = needsKey(choices) && !process.env.OPENAI_API_KEY;
  return [
    ...(lacksKey ? ['  export OPENAI_API_KEY=…   # your key; without it the config is not read'] : []),
    `  assay models ${config}   # what the backend offers: the config must name some of these`,
    `  assay plan ${config}`,
    `  assay run ${config}`,
  ];
}

/** A path as a shell takes it. */
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

function isAddress(text: string): boolean {
  return /^https?:\/\/./.test(text);
}

function oneOf<T extends string>(flag: string, value: string | undefined, known: readonly T[]): T | undefined {
  if (value === undefined || known.includes(value as T)) return value as T | undefined;
  throw new UsageError(`${flag} must be one of ${known.join(', ')}; found "${value}"`);
}

async function complete(
  given: Pick<StarterChoices, 'name'> & Partial<StarterChoices>,
): Promise<StarterChoices | undefined> {
  const interactive = process.stdin.isTTY === true && process.stdout.isTTY === true && process.env.CI === undefined;
  if (!interactive) {
    const backend = given.backend ?? 'ollama';
    return {
      name: given.name,
      backend,
      evaluator: given.evaluator ?? 'batcheval',
      model: given.model ?? defaultModel(backend),
      baseUrl: given.baseUrl,
    };
  }
  const prompts = await import('@clack/prompts');
  const choose = async <T extends string>(
    known: T | undefined,
    message: string,
    options: { value: T; label: string; hint?: string }[],
  ) => {
    if (known !== undefined) return known;
    const answer = await prompts.select<T>({ message, options: options as never });
    return prompts.isCancel(answer) ? undefined : answer;
  };
  const evaluator = await choose(given.evaluator, 'What do you want to do?', [
    { value: 'batcheval', label: 'Score texts (BatchEval)', hint: 'a judge compares them, a batch at a time' },
    { value: 'peem', label: 'Rank models without gold labels (PEEM)', hint: 'by how far their answers agree' },
    {
      value: 'mt-bench',
      label: 'Test conversations (multi-turn checks)',
      hint: 'every turn is judged with its history',
    },
  ]);
  if (evaluator === undefined) return undefined;
  const backend = await choose(given.backend, 'Where do models run?', [
    { value: 'ollama', label: 'Ollama', hint: 'on this machine' },
    { value: 'openai', label: 'An OpenAI-compatible API', hint: 'the key comes from OPENAI_API_KEY' },
  ]);
  if (backend === undefined) return undefined;
  const baseUrl = given.baseUrl ?? (backend === 'openai' ? await askAddress(prompts) : undefined);
  if (backend === 'openai' && baseUrl === undefined) return undefined;
  if (given.model !== undefined) return { ...given, evaluator, backend, baseUrl, model: given.model };
  const message =
    evaluator === 'peem' ? 'A model to be ranked (add others in the config):' : 'Which model is the judge?';
  const model = await prompts.text({
    message,
    initialValue: defaultModel(backend),
    validate: (text) => (text?.trim() ? undefined : 'A name is needed.'),
  });
  return prompts.isCancel(model) ? undefined : { ...given, evaluator, backend, baseUrl, model };
}

/** @returns undefined where the user gave up */
async function askAddress(prompts: typeof import('@clack/prompts')): Promise<string | undefined> {
  const address = await prompts.text({
    message: 'At which address? (vLLM, for instance: http://127.0.0.1:8000/v1)',
    initialValue: OPENAI_URL,
    validate: (text) => (isAddress(text ?? '') ? undefined : 'It must be an http:// or https:// address.'),
  });
  return prompts.isCancel(address) ? undefined : address;
}

function defaultModel(backend: StarterChoices['backend']): string {
  return DEFAULT_MODELS[backend][0];
}
