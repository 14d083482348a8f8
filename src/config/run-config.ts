import { resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { FieldMap } from '../data/fields.ts';
import type { DataFormat } from '../data/rows.ts';
import type { Model } from '../model/ask.ts';
import type { BackendConfig, ModelConfig } from '../model/config.ts';
import { judgesIn, type SettledEvaluatorConfig, settleEvaluator } from './evaluators.ts';
import type { RunConfigFile } from './schema.ts';

/** A run config with everything settled: names given, references resolved, paths absolute. */
export interface RunConfig {
  name: string;
  /** The config file, as it was named. */
  path: string;
  backends: Record<string, BackendConfig>;
  dataset: { path: string; format?: DataFormat; fields: FieldMap; limit?: number };
  models: Model[];
  evaluator: SettledEvaluatorConfig;
  seed: number;
  minCoverage: number;
  /** As they are written; see src/gates/. */
  gates: string[];
  /** The folder of the run that gates compare with. */
  baseline?: string;
  recording?: string;
}

/** Something wrong in a config, and the path of the value that is meant. */
export interface Wrong {
  message: string;
  path: (string | number)[];
}

/** The name of a backend that is written as `backend:`. */
export const ONLY_BACKEND = 'default';

/** Settles what a schema can't: names that refer to each other, and paths. */
export function settle(
  file: RunConfigFile,
  at: { name: string; path: string; folder: string },
): { config: RunConfig; problems: Wrong[] } {
  const problems: Wrong[] = [];
  if (file.backend !== undefined && file.backends !== undefined)
    problems.push({ message: '`backend` and `backends` exclude each other', path: ['backend'] });
  const backends = backendsOf(file, at.folder);
  const { model, models } = modelSettling(Object.keys(backends), problems);
  const absolute = (path: string) => resolve(at.folder, path);
  const evaluator = settleEvaluator(file.evaluator, {
    model: (config, path) => model(config, ['evaluator', ...path]),
    models: (configs, path) => models(configs, ['evaluator', ...path]),
    path: absolute,
    problem: (message, path) => problems.push({ message, path: ['evaluator', ...path] }),
  });
  const asked = models(file.models, ['models']);
  problems.push(...namesakes(evaluator, asked));
  return {
    problems,
    config: {
      name: at.name,
      path: at.path,
      backends,
      dataset: { ...file.dataset, path: absolute(file.dataset.path) },
      models: asked,
      evaluator,
      seed: file.seed,
      minCoverage: file.minCoverage,
      gates: file.gates,
      ...(file.baseline !== undefined && { baseline: absolute(file.baseline) }),
      ...(file.recording !== undefined && { recording: absolute(file.recording) }),
    },
  };
}

/** All backends by name, the one that is written as `backend:` among them. */
function backendsOf({ backend, backends }: RunConfigFile, folder: string): Record<string, BackendConfig> {
  const all = { ...backends, ...(backend !== undefined && { [ONLY_BACKEND]: backend }) };
  return Object.fromEntries(
    Object.entries(all).map(([name, each]) => [
      name,
      each.type === 'replay' ? { ...each, recording: resolve(folder, each.recording) } : each,
    ]),
  );
}

/** Gives models and judges their backends and names; what is wrong with them is added to the problems. */
function modelSettling(backends: readonly string[], problems: Wrong[]) {
  const model = (config: ModelConfig, path: (string | number)[]): Model => {
    const backend = config.backend ?? (backends.length === 1 ? backends[0]! : '');
    if (config.backend === undefined && backends.length !== 1) {
      const message =
        backends.length === 0 ? 'there is no backend; add `backend:`' : `say which backend: ${backends.join(', ')}`;
      problems.push({ message, path });
    }
    return { ...config, backend, name: config.name ?? config.model };
  };
  const models = (configs: readonly ModelConfig[], path: (string | number)[]): Model[] => {
    const settled = configs.map((each, i) => model(each, [...path, i]));
    for (const [i, { name }] of settled.entries()) {
      if (settled.findIndex((other) => other.name === name) < i) {
        problems.push({
          message: `two of these are called "${name}"; give one of them a \`name\``,
          path: [...path, i],
        });
      }
    }
    return settled;
  };
  return { model, models };
}

/** A judge may be one of the models under evaluation; another one may not be called like it, as calls and cost are told by name. */
function namesakes(evaluator: SettledEvaluatorConfig, models: readonly Model[]): Wrong[] {
  const isOne = 'judge' in evaluator && evaluator.judge !== undefined;
  return judgesIn(evaluator).flatMap((judge, i) => {
    const model = models.find(({ name }) => name === judge.name);
    if (model === undefined || isDeepStrictEqual(identityOf(model), identityOf(judge))) return [];
    const message = `a model under evaluation is called "${judge.name}", too, and has another backend, model or price; give the judge a \`name\``;
    return { message, path: ['evaluator', ...(isOne ? ['judge'] : ['judges', i])] };
  });
}

function identityOf({ backend, model, price }: Model): unknown[] {
  return [backend, model, price];
}
