import type { Score } from '../evaluators/evaluator.ts';
import type { Manifest } from '../results/manifest.ts';

/** What a comparison needs to know of how a run was made. */
export type RunFacts = Pick<Manifest, 'config'> & {
  name?: string;
  state?: Manifest['state'];
  reason?: string;
  /** Undefined before the data were read. */
  dataset?: Manifest['dataset'];
  files?: Manifest['files'];
};

/** A run, or a bare scores.csv, whose scores are compared. */
export interface Source {
  /** As it stands in tables and messages. */
  label: string;
  /** As it was named on the command line. */
  path: string;
  /** Empty where a bare scores.csv does not say. */
  evaluator: string;
  scores: readonly Score[];
  /** What run.json says; a bare scores.csv has none. */
  facts?: RunFacts;
}

/** One side of a comparison: the scores of one run, or of one model of it. */
export interface Subject {
  label: string;
  /** Other names that mean it on the command line. */
  aliases: readonly string[];
  evaluator: string;
  scores: readonly Score[];
}

/** The distinct models of scores, in their order. */
export function modelsOf(scores: readonly Score[]): string[] {
  return [...new Set(scores.map(({ model }) => model))];
}

/** The distinct criteria of scores, in their order. */
export function criteriaOf(scores: readonly Score[]): string[] {
  return [...new Set(scores.map(({ criterion }) => criterion))];
}
