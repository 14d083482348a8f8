import { readFileSync } from 'node:fs';
import { basename, dirname, extname, resolve } from 'node:path';
import { type Document, parseDocument } from 'yaml';
import { yamlMistake } from '../data/yaml-mistake.ts';
import { codeOf, messageOf, UsageError } from '../errors.ts';
import { valueAt } from '../value-at.ts';
import { danglingBackends } from './dangling.ts';
import { maskReferences, unmask } from './environment.ts';
import { toProblems, unrepeated } from './explain.ts';
import { applyOverrides, insertEnvironment } from './insert.ts';
import { placed, written } from './place.ts';
import { ConfigError, type Problem } from './problems.ts';
import { type RunConfig, settle, type Wrong } from './run-config.ts';
import { runConfig } from './schema.ts';
import { hide, longEnough, namedSecrets } from './secrets.ts';

export interface LoadOptions {
  /** `evaluator.rounds=3`: values that replace those of the file. */
  overrides?: readonly string[];
  env?: Record<string, string | undefined>;
}

export interface LoadedConfig {
  config: RunConfig;
  /** Values that must not be shown or written anywhere. */
  secrets: string[];
  /** What is found to be wrong with the config once it is used, as an error like that of loading it. */
  refusal: (wrong: readonly (Wrong | Problem)[]) => ConfigError;
}

/**
 * Reads a run config: YAML, environment variables, overrides, then the schema.
 *
 * @throws ConfigError with every problem of the file and its place
 */
export function loadConfig(path: string, { overrides = [], env = process.env }: LoadOptions = {}): LoadedConfig {
  const source = readSource(path);
  const problems: Problem[] = [];
  const doc = parseDocument(maskReferences(source), { prettyErrors: false, uniqueKeys: true });
  problems.push(...syntaxProblems(doc));
  const broken = problems.length > 0;
  const secrets = insertEnvironment(doc, env, broken ? [] : problems);
  const { applied: overridden, secrets: given } = applyOverrides(doc, broken ? [] : overrides, env, problems);
  secrets.push(...given, ...namedSecrets(doc));
  const refusal = (wrong: readonly (Wrong | Problem)[]): ConfigError => {
    const hidden = wrong.map((each) => {
      const problem = 'path' in each ? placed(each.message, each.path, doc, overridden) : each;
      return {
        ...problem,
        message: hide(problem.message, secrets),
        ...(problem.origin !== undefined && { origin: hide(problem.origin, secrets) }),
      };
    });
    return new ConfigError(path, hide(source, secrets), hidden);
  };
  if (broken) throw refusal(problems);
  let value: unknown;
  try {
    value = written(doc);
  } catch (error) {
    throw refusal([{ message: messageOf(error) }]);
  }
  const schema = runConfig(valueAt(value, ['evaluator', 'type']));
  const parsed = schema.safeParse(value ?? {});
  if (!parsed.success) {
    // Where a variable is not set, what is wrong is known.
    const told = new Set(problems.map(({ at, origin }) => at ?? origin));
    const further = parsed.error.issues.flatMap((issue) => toProblems(issue, schema, doc, overridden));
    problems.push(...further.filter(({ at, origin }) => (at ?? origin) === undefined || !told.has(at ?? origin)));
  }
  problems.push(...danglingBackends(doc, overridden));
  if (!parsed.success || problems.length > 0) throw refusal(unrepeated(problems));
  const name = parsed.data.name ?? basename(path, extname(path));
  const settled = settle(parsed.data, { name, path, folder: dirname(resolve(path)) });
  if (settled.problems.length > 0) throw refusal(settled.problems);
  return { config: settled.config, secrets: longEnough(secrets), refusal };
}

/** What keeps a source from being YAML: what comes behind the first such mistake is mostly said to be wrong by it alone. */
function syntaxProblems({ errors }: Document): Problem[] {
  const first = errors.findIndex(({ code }) => code !== 'DUPLICATE_KEY');
  return errors.slice(0, first < 0 ? undefined : first + 1).map((error) => {
    const [at, end] = error.pos;
    return { message: unmask(yamlMistake(error)), at, length: Math.max(1, end - at) };
  });
}

function readSource(path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    const code = codeOf(error);
    // Read as UTF-8 all the same, a prompt would be asked with letters that its author never wrote.
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
      throw new UsageError(`${path}: this file is not valid UTF-8; save it as UTF-8`);
    if (code === 'ENOENT') throw new UsageError(`${path}: no such file; \`assay init\` writes a config to begin with`);
    if (code === 'EISDIR') throw new UsageError(`${path}: this is a folder; name a config file in it`);
    throw new UsageError(`${path}: ${messageOf(error)}`);
  }
}
