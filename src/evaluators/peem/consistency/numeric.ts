// Consistency C(i,j) of exact answers that are numbers. Not in the paper: they count as equal within a tolerance. All else
// as in exact.ts.
import type { Predictions } from '../predictions.ts';
import { agreement } from './agreement.ts';
import type { Blocks } from './blocks.ts';
import type { PairSums } from './pair-sums.ts';

/** Two numbers are equal when they differ by no more than the larger of the two tolerances. */
export interface Tolerance {
  /** In the unit of the numbers; 0 by default. */
  absolute?: number;
  /** As a share of the larger of the two in magnitude; 1e-9 by default, which forgives rounding only. */
  relative?: number;
}

/** Sums of the numeric consistency. */
export function numeric(
  predictions: Predictions<number>,
  { absolute = 0, relative = 1e-9 }: Tolerance = {},
  blocks?: Blocks,
): PairSums {
  const equal = (a: number, b: number) =>
    a === b || Math.abs(a - b) <= Math.max(absolute, relative * Math.max(Math.abs(a), Math.abs(b)));
  return agreement(
    predictions,
    {
      key: (value) => (value === null || !Number.isFinite(value) ? null : value),
      table(distinct, into) {
        const values = distinct as readonly number[];
        // If no two neighbours are equal, no two others are: they differ by more, and the tolerance grows by less.
        const sorted = Float64Array.from(values).sort();
        if (!sorted.some((value, k) => k > 0 && equal(value, sorted[k - 1]!))) return false;
        const d = values.length;
        for (let a = 0; a < d; a += 1) {
          for (let b = a; b < d; b += 1) into[a * d + b] = into[b * d + a] = equal(values[a]!, values[b]!) ? 1 : 0;
        }
        return true;
      },
      average: 'items',
    },
    blocks,
  );
}
