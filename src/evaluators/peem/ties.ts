import { ROUNDING } from './filter.ts';

/**
 * Values in which those that differ by rounding only are one, the least of them. Models that answer alike are worth the
 * same, but their consistencies are added up in another order, so that without it one would rank before the other.
 *
 * @param values NaN for one that is not known, which stays
 */
export function withTies(values: readonly number[]): number[] {
  const tied = [...values];
  const ascending = values
    .flatMap((value, i) => (Number.isNaN(value) ? [] : [i]))
    .sort((a, b) => values[a]! - values[b]!);
  let least = Number.NaN;
  for (const i of ascending) {
    if (values[i]! - least <= ROUNDING) tied[i] = least;
    else least = values[i]!;
  }
  return tied;
}
