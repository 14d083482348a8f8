import { humanScore, type Sample } from '../../data/samples.ts';
import type { Criterion } from './config.ts';

/** What is judged: a sample of the dataset, or a model's output for one. */
export interface Unit {
  sample: Sample;
  /** Whose output it is; empty where nobody says. */
  model: string;
  /** The text to be judged; undefined where the sample is judged as a whole (a dialogue). */
  output?: string;
}

/** The units of a dataset that holds the outputs already. */
export function unitsOf(samples: readonly Sample[]): Unit[] {
  return samples.map((sample) => ({ sample, model: sample.model ?? '', output: sample.output }));
}

/** All texts of a unit that the judge sees. None of them is trusted. */
export function textsOf({ sample, output }: Unit): string[] {
  return [sample.input, ...Object.values(sample.parts), sample.reference, output].filter((text) => text !== undefined);
}

export function humanScoreOf(sample: Sample, criterion: Criterion): number | undefined {
  return humanScore(sample, criterion.human ?? criterion.name);
}
