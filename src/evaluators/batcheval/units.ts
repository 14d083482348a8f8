import { humanScore, type Sample } from '../../data/samples.ts';
import type { Criterion } from './config.ts';

/** Whose output it is; empty where nobody says. */
export function modelOf({ model }: Pick<Sample, 'model'>): string {
  return model ?? '';
}

/** All texts of a unit that the judge sees. None of them is trusted. */
export function textsOf({ input, parts, reference, output }: Sample): string[] {
  return [input, ...Object.values(parts), reference, output].filter((text) => text !== undefined);
}

export function humanScoreOf(sample: Sample, criterion: Criterion): number | undefined {
  return humanScore(sample, criterion.human ?? criterion.name);
}
