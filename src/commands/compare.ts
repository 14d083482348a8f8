import { comparable } from '../compare/comparable.ts';
import { type Comparison, compare } from '../compare/compare.ts';
import { isOutcome } from '../compare/direction.ts';
import { baselineOf, groupsOf } from '../compare/groups.ts';
import { leaderboard } from '../compare/leaderboard.ts';
import { criteriaOf, type Source } from '../compare/source.ts';
import { UsageError } from '../errors.ts';
import {
  type ComparisonReport,
  comparisonCsv,
  comparisonJson,
  comparisonMarkdown,
  comparisonText,
} from '../reports/comparison.ts';
import { forLog } from '../reports/github-log.ts';
import { suggestion } from '../suggest.ts';
import { EXIT } from './outcome.ts';
import { readSource } from './read-source.ts';

/** Of fewer samples a bootstrap interval is too narrow even at the expanded level: it covers 92% for 5, 85% for 4. */
const FEW_SAMPLES = 8;

export interface CompareFlags {
  baseline?: string;
  criterion: string[];
  lowerIsBetter: string[];
  force?: boolean;
  csv?: boolean;
  json?: boolean;
  markdown?: boolean;
}

/** `assay compare`: which of several runs, or models of one run, is better. */
export async function compareCommand(paths: readonly string[], flags: CompareFlags): Promise<number> {
  const show = formatOf(flags);
  const sources = withDistinctLabels(paths.map(readSource));
  for (const { path, scores } of sources) refuseUnpaired(path, scores);
  const notes = [...stateNotes(sources), ...comparable(sources, flags.force === true)];
  for (const name of [...flags.criterion, ...flags.lowerIsBetter]) knownCriterion(name, sources);
  const { groups, alone } = groupsOf(sources);
  if (alone.length > 0) notes.push(`in one run alone, and so not compared: ${alone.join(', ')}`);
  const options = {
    ...(flags.baseline !== undefined && { baseline: baselineOf(groups, flags.baseline) }),
    ...(flags.criterion.length > 0 && { criteria: flags.criterion }),
    lower: flags.lowerIsBetter,
  };
  const comparisons = compare(groups, options);
  if (comparisons.length === 0) {
    refuseUnscored(sources);
    throw new UsageError(
      'there is nothing to compare: scores are paired by the id of their sample, and no id has a score on the same criterion on both sides. Outputs for the same input need the same id (and a `model` column, in one dataset)',
    );
  }
  if (comparisons.some(({ samples }) => samples < FEW_SAMPLES)) {
    notes.push(`intervals over fewer than ${FEW_SAMPLES} samples cover less than 95%; p-values hold all the same`);
  }
  // A leaderboard rests on the comparisons of every pair.
  const all = options.baseline === undefined || groups.every(({ subjects }) => subjects.length === 2);
  const places = all ? leaderboard(groups, comparisons, flags.lowerIsBetter) : [];
  const { unpaired, notCompared } = uncompared(sources, comparisons, flags);
  if (unpaired.length > 0) notes.push(`not compared, as no sample has a score on both sides: ${unpaired.join(', ')}`);
  process.stdout.write(
    show({ evaluator: sources[0]!.evaluator, comparisons, leaderboard: places, notCompared, notes }),
  );
  return EXIT.done;
}

function formatOf({ csv, json, markdown }: CompareFlags): (report: ComparisonReport) => string {
  const chosen = [csv && comparisonCsv, json && comparisonJson, markdown && comparisonMarkdown].filter(
    (each) => typeof each === 'function',
  );
  if (chosen.length > 1) throw new UsageError('--csv, --json and --markdown exclude each other');
  const show = chosen[0] ?? comparisonText;
  return (report) => `${show === comparisonText ? forLog(show(report)) : show(report).trimEnd()}\n`;
}

/** Runs of the same name are told apart by their paths. @throws UsageError where one is named twice */
function withDistinctLabels(sources: readonly Source[]): Source[] {
  return sources.map((source, i) => {
    if (sources.some((other, j) => j !== i && other.path === source.path)) {
      throw new UsageError(`${source.path} is named twice`);
    }
    const namesake = sources.some((other, j) => j !== i && other.label === source.label);
    return namesake ? { ...source, label: source.path } : source;
  });
}

function refuseUnpaired(path: string, scores: Source['scores']): void {
  if (scores.length === 0) throw new UsageError(`${path} holds no scores`);
  if (scores.some(({ sample }) => sample !== '')) return;
  throw new UsageError(
    `${path} holds scores of whole models, not of samples, so there is nothing to pair; how sure its ranking is stands in the run's own summary`,
  );
}

function refuseUnscored(sources: readonly Source[]): void {
  const unscored = sources.filter(({ scores }) => scores.every(({ score }) => score === undefined));
  if (unscored.length === 0) return;
  const names = unscored.map(({ label, facts }) =>
    facts?.state === undefined || facts.state === 'complete' ? label : `${label} (${facts.state})`,
  );
  throw new UsageError(
    `there is nothing to compare: without a score ${names.length === 1 ? 'is' : 'are'} ${names.join(', ')}; a run that did not come to its end goes on when its config is run again`,
  );
}

function stateNotes(sources: readonly Source[]): string[] {
  return sources.flatMap(({ label, facts }) =>
    facts?.state === undefined || facts.state === 'complete'
      ? []
      : [`${label} is ${facts.state}${facts.reason === undefined ? '' : ` (${facts.reason})`}`],
  );
}

function knownCriterion(name: string, sources: readonly Source[]): void {
  const known = allCriteria(sources);
  if (known.includes(name)) return;
  throw new UsageError(`there is no criterion "${name}"; ${suggestion(name, known)}`);
}

/** The criteria without a comparison: those that were to be compared, and those that are compared only by name. */
function uncompared(
  sources: readonly Source[],
  comparisons: readonly Comparison[],
  { criterion: named, lowerIsBetter }: CompareFlags,
): { unpaired: string[]; notCompared: string[] } {
  const compared = new Set(comparisons.map(({ criterion }) => criterion));
  const left = (named.length > 0 ? named : allCriteria(sources)).filter((name) => !compared.has(name));
  const asked = (name: string) => named.length > 0 || isOutcome(sources[0]!.evaluator, name, lowerIsBetter);
  return { unpaired: left.filter(asked), notCompared: left.filter((name) => !asked(name)) };
}

function allCriteria(sources: readonly Source[]): string[] {
  return [...new Set(sources.flatMap(({ scores }) => criteriaOf(scores)))];
}
