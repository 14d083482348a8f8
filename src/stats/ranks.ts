import { requireFinite } from './require-finite.ts';

/**
 * Rank of every value, 1 for the smallest; equal values share the average of the ranks they span.
 *
 * @param values n finite numbers, in any order
 * @returns n ranks in the order of the values, multiples of ½ that sum to n(n + 1)/2; empty for no values
 * @throws RangeError when a value is NaN or infinite
 * @example ranks([30, 10, 30, 20]) // [3.5, 1, 3.5, 2]
 */
export function ranks(values: readonly number[]): number[] {
  requireFinite('values', values);
  const order = Uint32Array.from(values, (_, index) => index).sort((a, b) => values[a]! - values[b]!);
  const result = new Array<number>(values.length);
  for (let start = 0, end = 0; start < order.length; start = end) {
    while (end < order.length && values[order[end]!] === values[order[start]!]) end += 1;
    const averageRank = (start + 1 + end) / 2;
    for (let i = start; i < end; i += 1) result[order[i]!] = averageRank;
  }
  return result;
}
