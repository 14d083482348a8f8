import { clamp } from './clamp.ts';
import { requirePairs } from './require-pairs.ts';

/**
 * Kendall's rank correlation τ-b: the surplus of concordant over discordant pairs of items, corrected for ties in x
 * and in y. In O(n log n): the discordant pairs are the exchanges that sorting y needs once x is sorted.
 *
 * @param x n finite numbers
 * @param y n finite numbers, `y[i]` paired with `x[i]`
 * @returns τ-b in [-1, 1]; `undefined` for n < 2 or when all of x or all of y are equal
 * @throws RangeError when the lengths differ or a value is NaN or infinite
 * @see Knight (1966), "A computer method for calculating Kendall's tau with ungrouped data", JASA 61, 436–439; Kendall
 * & Gibbons (1990), Rank Correlation Methods, 5th ed., chapter 3, for τ-b
 */
export function kendall(x: readonly number[], y: readonly number[]): number | undefined {
  requirePairs(x, y);
  const order = Uint32Array.from(x, (_, index) => index).sort((a, b) => x[a]! - x[b]! || y[a]! - y[b]!);
  const sortedX = Float64Array.from(order, (index) => x[index]!);
  const sortedY = Float64Array.from(order, (index) => y[index]!);

  const pairs = (x.length * (x.length - 1)) / 2;
  const tiedX = tiedPairs(x.length, (i) => sortedX[i] === sortedX[i - 1]);
  const tiedBoth = tiedPairs(x.length, (i) => sortedX[i] === sortedX[i - 1] && sortedY[i] === sortedY[i - 1]);
  const discordant = sortCountingExchanges(sortedY);
  const tiedY = tiedPairs(x.length, (i) => sortedY[i] === sortedY[i - 1]);
  if (tiedX === pairs || tiedY === pairs) return undefined;

  const surplus = pairs - tiedX - tiedY + tiedBoth - 2 * discordant;
  return clamp(surplus / Math.sqrt((pairs - tiedX) * (pairs - tiedY)), -1, 1);
}

/** Number of pairs within runs of equal items, where `equalToPrevious(i)` tells whether item i continues a run. */
function tiedPairs(length: number, equalToPrevious: (index: number) => boolean): number {
  let pairs = 0;
  let earlierInRun = 0;
  for (let i = 1; i < length; i += 1) {
    earlierInRun = equalToPrevious(i) ? earlierInRun + 1 : 0;
    pairs += earlierInRun;
  }
  return pairs;
}

/** Sorts values in place by a bottom-up merge sort and counts the pairs that were in strictly descending order. */
function sortCountingExchanges(values: Float64Array): number {
  let exchanges = 0;
  let from: Float64Array = values;
  let to: Float64Array = new Float64Array(values.length);
  for (let width = 1; width < values.length; width *= 2) {
    for (let start = 0; start < values.length; start += 2 * width) {
      const middle = Math.min(start + width, values.length);
      const end = Math.min(middle + width, values.length);
      let left = start;
      let right = middle;
      for (let i = start; i < end; i += 1) {
        if (right === end || (left < middle && from[left]! <= from[right]!)) {
          to[i] = from[left++]!;
        } else {
          to[i] = from[right++]!;
          exchanges += middle - left;
        }
      }
    }
    [from, to] = [to, from];
  }
  if (from !== values) values.set(from);
  return exchanges;
}
