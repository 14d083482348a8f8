import { humanScore, type Sample } from '../../data/samples.ts';
import type { Criterion } from './config.ts';

/** What is judged: a sample of the dataset, with its output or one that a model gave. */
export type Unit = Sample;

/** Whose output it is; empty where nobody says. */
export function modelOf({ model }: Pick<Unit, 'model'>): string {
  return model ?? '';
}

/** All texts of a unit that the judge sees. None of them is trusted. */
export function textsOf({ input, parts, reference, output }: Unit): string[] {
  return [input, ...Object.values(parts), reference, output].filter((text) => text !== undefined);
}

export function humanScoreOf(sample: Sample, criterion: Criterion): number | undefined {
  return humanScore(sample, criterion.human ?? criterion.name);
}
