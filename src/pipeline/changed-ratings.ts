import type { Rating } from '../evaluators/evaluator.ts';

/**
 * How many ratings differ from those of the same name before, or have none. Values are compared as ratings.csv has them,
 * where a text that looks like a number is no different from one.
 */
export function changedRatings(ratings: readonly Rating[], before: readonly Rating[]): number {
  const known = new Map(before.map((rating) => [nameOf(rating), writtenOf(rating)]));
  return ratings.filter((rating) => known.get(nameOf(rating)) !== writtenOf(rating)).length;
}

/** What tells a rating from all others of a run. */
function nameOf({ judge, model, sample, criterion, turn, round, batch, position }: Rating): string {
  return JSON.stringify([judge, model, sample, criterion, turn, round, batch, position]);
}

function writtenOf({ rating, status }: Rating): string {
  return JSON.stringify([String(rating ?? ''), status]);
}
