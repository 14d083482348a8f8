import { isDeepStrictEqual } from 'node:util';
import { abridged } from '../abridged.ts';
import { UsageError } from '../errors.ts';
import { JUDGE_DEFAULTS } from '../evaluators/mt-bench/judge-defaults.ts';
import type { RunFacts, Source } from './source.ts';

/** What keeps two sources from being compared, and what is only worth knowing. A sentence each. */
export interface Discrepancies {
  refused: string[];
  notes: string[];
}

type Values = Record<string, unknown>;

/**
 * What differs between two runs that must be the same for their scores to mean the same: evaluator, dataset, criteria
 * with their scales, judge, prompts. Other settings of the evaluator that differ are notes. Of a bare scores.csv only
 * the evaluator and the human scores can be looked at.
 */
export function discrepancies(a: Source, b: Source): Discrepancies {
  if (a.evaluator !== '' && b.evaluator !== '' && a.evaluator !== b.evaluator) {
    return { refused: [`the evaluators differ: ${a.evaluator} and ${b.evaluator}`], notes: [] };
  }
  const refused: string[] = [];
  const notes: string[] = [];
  if (a.facts === undefined || b.facts === undefined) {
    for (const { label, facts } of [a, b]) {
      if (facts === undefined)
        notes.push(`${label} is a table without a run.json: dataset, judge and scale could not be checked`);
    }
  } else {
    refused.push(...settingsThatDiffer(a.facts, b.facts));
    notes.push(...furtherSettings(a.facts, b.facts));
  }
  const moved = differingHumanScores(a, b);
  if (moved > 0)
    refused.push(
      `the human scores of ${moved} ${moved === 1 ? 'sample' : 'samples'} differ, so the data are not the same`,
    );
  return { refused, notes };
}

function settingsThatDiffer(a: RunFacts, b: RunFacts): string[] {
  const found: string[] = [];
  const [one, other] = [evaluatorOf(a), evaluatorOf(b)];
  if (a.dataset !== undefined && b.dataset !== undefined && a.dataset.sha256 !== b.dataset.sha256) {
    found.push(`the datasets differ: ${datasetName(a.dataset)} and ${datasetName(b.dataset)}`);
  }
  const judges = [judgesOf(one), judgesOf(other)] as const;
  if (!isDeepStrictEqual(...judges)) {
    found.push(
      `the judges differ: ${judges[0].map(shown).join(', ') || 'none'} and ${judges[1].map(shown).join(', ') || 'none'}`,
    );
  }
  for (const [name, criterion] of criteriaByName(one)) {
    const same = criteriaByName(other).get(name);
    if (same === undefined) continue; // compared on what both have
    if (!isDeepStrictEqual(criterion.scale, same.scale)) {
      found.push(`the scale of ${quoted(name)} differs: ${shown(criterion.scale)} and ${shown(same.scale)}`);
    } else if (criterion.question !== same.question || !isDeepStrictEqual(criterion.anchors, same.anchors)) {
      found.push(`the judge is asked ${quoted(name)} in other words (question or anchors)`);
    }
  }
  if (!isDeepStrictEqual(one.mode, other.mode)) {
    found.push(`the modes differ: ${shown(one.mode)} and ${shown(other.mode)}`);
  }
  if (a.files !== undefined && b.files !== undefined) {
    const prompts = [promptHashes(one, a.files), promptHashes(other, b.files)] as const;
    if (!isDeepStrictEqual(...prompts)) found.push("the judge's prompts differ");
  }
  return found;
}

/** Settings of which each has its own sentence above, or that differ between models by nature. */
const TOLD = new Set(['type', 'judge', 'judges', 'criteria', 'mode', 'prompt', 'prompts', 'judgePrompts', 'answers']);

function furtherSettings(a: RunFacts, b: RunFacts): string[] {
  const [one, other] = [evaluatorOf(a), evaluatorOf(b)];
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((key) => !TOLD.has(key));
  const differing = keys.filter((key) => !isDeepStrictEqual(one[key], other[key]));
  return differing.map((key) => `${key} differs: ${shown(one[key])} and ${shown(other[key])}`);
}

function evaluatorOf({ config }: RunFacts): Values {
  const evaluator = (config as Values | undefined)?.evaluator;
  return typeof evaluator === 'object' && evaluator !== null ? (evaluator as Values) : {};
}

/**
 * The judges as they are asked, without what does not change their judgement: where they are reached, what they are
 * called, their price.
 */
function judgesOf({ type, judge, judges }: Values): Values[] {
  const all = (judges ?? (judge === undefined ? [] : [judge])) as Values[];
  const defaults = type === 'mt-bench' ? JUDGE_DEFAULTS : {};
  return all.map(({ backend: _backend, name: _name, price: _price, ...rest }) => ({ ...defaults, ...rest }));
}

function criteriaByName({ criteria }: Values): Map<string, Values> {
  const all = Array.isArray(criteria) ? (criteria as Values[]) : [];
  return new Map(all.filter((each) => typeof each === 'object').map((each) => [String(each.name), each]));
}

/** The hashes of the prompt templates that a config names, by what they are for. */
function promptHashes({ prompt, prompts, judgePrompts }: Values, files: Record<string, string>): Values {
  const hash = (path: unknown) => files[String(path)] ?? path;
  const named = { prompt, judgePrompts, ...(prompts as Values | undefined) };
  return Object.fromEntries(
    Object.entries(named)
      .filter(([, path]) => path !== undefined)
      .map(([use, path]) => [use, hash(path)]),
  );
}

/** How many samples have one human score in one source and another in the other. */
function differingHumanScores(a: Source, b: Source): number {
  const keyOf = ({ model, sample, criterion, turn }: Source['scores'][number]) =>
    JSON.stringify([model, sample, criterion, turn ?? null]);
  const known = new Map(a.scores.map((score) => [keyOf(score), score.human]));
  return b.scores.filter((score) => {
    const human = known.get(keyOf(score));
    return human !== undefined && score.human !== undefined && human !== score.human;
  }).length;
}

function datasetName({ path, sha256 }: { path: string; sha256: string }): string {
  return `${path} (${sha256.slice(0, 12)})`;
}

function shown(value: unknown): string {
  return value === undefined ? 'not set' : abridged(value, 100);
}

function quoted(name: string): string {
  return JSON.stringify(name);
}

/**
 * What keeps any two sources from being compared, with the names of both, and what is only worth knowing. Of every pair,
 * as the first may lack what two others differ in: a criterion, or its run.json. Two others of which one differs from the
 * first already are not looked at: mostly it would be the same once more.
 */
export function discrepanciesBetween(sources: readonly Source[]): Discrepancies {
  const notes = new Set<string>();
  const refused: string[] = [];
  const differing = new Set<Source>();
  for (const [i, a] of sources.entries()) {
    for (const b of sources.slice(i + 1)) {
      if (i > 0 && (differing.has(a) || differing.has(b))) continue;
      const found = discrepancies(a, b);
      // Notes name no runs: those of other pairs would be the same ones in another order.
      if (i === 0 || sources[0]!.facts === undefined) for (const note of found.notes) notes.add(note);
      refused.push(...found.refused.map((what) => `${a.label} and ${b.label}: ${what}`));
      if (found.refused.length > 0) differing.add(b);
    }
  }
  return { refused, notes: [...notes] };
}

/**
 * Looks at whether all sources can be compared with each other.
 *
 * @param force compare all the same, and say what differs
 * @returns what is worth knowing
 * @throws UsageError naming what differs
 */
export function comparable(sources: readonly Source[], force: boolean): string[] {
  const { refused, notes } = discrepanciesBetween(sources);
  if (refused.length > 0 && !force) {
    throw new UsageError(
      `these can't be compared:\n${refused.map((what) => `  ${what}`).join('\n')}\nCompare them all the same with --force`,
    );
  }
  return [...refused.map((what) => `compared by --force although ${what}`), ...notes];
}
