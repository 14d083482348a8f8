import type { Rating } from '../evaluator.ts';

/** The ratings of a run, found by what they are of: scores, statistics and warnings are all made of the same. */
export class RatingsByUnit {
  /** All of them, in the order in which they were read. */
  readonly all: readonly Rating[];
  // Maps within maps: a key of all three parts would need a text of its own for each of the units. And no list around a
  // rating that is the only one: of large runs there would be as many lists as samples.
  readonly #groups = new Map<string, Map<string, Map<string, Rating | Rating[]>>>();

  constructor(ratings: readonly Rating[]) {
    this.all = ratings;
    for (const rating of ratings) {
      const bySample = within(within(this.#groups, rating.criterion), rating.model);
      const group = bySample.get(rating.sample);
      if (group === undefined) bySample.set(rating.sample, rating);
      else if (Array.isArray(group)) group.push(rating);
      else bySample.set(rating.sample, [group, rating]);
    }
  }

  /** Those of one unit on one criterion, in the same order. */
  get(model: string, sample: string, criterion: string): readonly Rating[] {
    const group = this.#groups.get(criterion)?.get(model)?.get(sample);
    if (group === undefined) return [];
    return Array.isArray(group) ? group : [group];
  }
}

function within<T>(maps: Map<string, Map<string, T>>, key: string): Map<string, T> {
  let inner = maps.get(key);
  if (inner === undefined) {
    inner = new Map();
    maps.set(key, inner);
  }
  return inner;
}
