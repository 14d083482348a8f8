import { appendTo } from '../append-to.ts';
import { UsageError } from '../errors.ts';
import { suggestion } from '../suggest.ts';
import { modelsOf, type Source, type Subject } from './source.ts';

/** Subjects that are compared with each other. */
export interface Group {
  /** The model whose runs are compared; empty where there is nothing to tell apart. */
  name: string;
  subjects: Subject[];
}

/**
 * What is compared with what: the models of a single run; or several runs, and where these are of several models each,
 * model by model. Where runs of several models have none in common, every model of every run is compared with every
 * other.
 *
 * @throws UsageError where there is nothing to compare
 */
export function groupsOf(sources: readonly Source[]): { groups: Group[]; alone: string[] } {
  const [only] = sources;
  if (sources.length === 1 && only !== undefined) {
    const models = modelsOf(only.scores);
    if (models.length < 2) {
      throw new UsageError(`${only.path} holds the scores of one model alone; name a second run to compare it with`);
    }
    const subjects = models.map((model) => subjectOf(only, model, model));
    return { groups: [{ name: '', subjects }], alone: [] };
  }
  if (sources.every(({ scores }) => modelsOf(scores).length < 2)) {
    return { groups: [{ name: '', subjects: sources.map((source) => subjectOf(source)) }], alone: [] };
  }
  const having = new Map<string, Source[]>();
  for (const source of sources) {
    for (const model of modelsOf(source.scores)) appendTo(having, model, source);
  }
  const groups = [...having].flatMap(([name, own]): Group[] =>
    own.length < 2 ? [] : [{ name, subjects: own.map((source) => subjectOf(source, name)) }],
  );
  if (groups.length === 0) {
    const subjects = sources.flatMap((source) =>
      modelsOf(source.scores).map((model) => subjectOf(source, model, `${source.label}/${model}`)),
    );
    return { groups: [{ name: '', subjects }], alone: [] };
  }
  const alone = [...having].filter(([, own]) => own.length === 1).map(([model]) => model);
  return { groups, alone };
}

function subjectOf(source: Source, model?: string, label = source.label): Subject {
  const { evaluator, scores, path } = source;
  return {
    label,
    aliases: label === source.label ? [path] : [],
    evaluator,
    scores: model === undefined ? scores : scores.filter((score) => score.model === model),
  };
}

/** The label of the subject that a baseline names. @throws UsageError where none is called so */
export function baselineOf(groups: readonly Group[], name: string): string {
  const subjects = groups.flatMap((group) => group.subjects);
  const found = subjects.find(({ label }) => label === name) ?? subjects.find(({ aliases }) => aliases.includes(name));
  if (found !== undefined) return found.label;
  const labels = [...new Set(subjects.map(({ label }) => label))];
  throw new UsageError(`--baseline: nothing here is called "${name}"; ${suggestion(name, labels)}`);
}
