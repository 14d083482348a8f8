import type { BootstrapOptions } from './bootstrap.ts';
import { bootstrapSums } from './bootstrap-sums.ts';
import type { Clusters } from './clusters.ts';
import { columnSums } from './column-sums.ts';
import { finite } from './finite.ts';
import type { Interval } from './interval.ts';
import { requireFinite } from './require-finite.ts';

/** Share of the sum of squares below which what is left of it is rounding. */
const ROUNDING = 1e-12;

/**
 * Bootstrap confidence interval of Krippendorff's α for interval data: `bootstrap` over the units with
 * `krippendorffAlpha` as its statistic, and the same interval for the same seed (up to rounding), in a fraction of the
 * time: α follows from four sums over units (of m, of the ratings, of their squares, of m/(m - 1) · SS within the unit).
 *
 * @param ratings units × raters, `undefined` for a missing rating
 * @param options seed, number of resamples and level
 * @param clusters units that depend on each other, which are drawn together; each unit by itself where they are left out
 * @returns the interval; `undefined` for fewer than 2 units or clusters, or when α is undefined in more than 5% of the resamples
 * @throws RangeError when a rating is NaN or infinite, `resamples` not a positive integer, or `level` not in (0, 1)
 * @see krippendorffAlpha, bootstrapSums
 */
export function bootstrapAlpha(
  ratings: readonly (readonly (number | undefined)[])[],
  options: BootstrapOptions,
  clusters?: Clusters,
): Interval | undefined {
  const units = ratings.map((unit) => unit.filter((rating) => rating !== undefined));
  const all = units.flat();
  requireFinite('ratings', all);
  // Sums of squares about a value in the middle of the ratings lose fewer digits than those about 0.
  const centre = all.length === 0 ? 0 : all.reduce((sum, rating) => sum + rating, 0) / all.length;
  const terms = units.map((unit) => termsOf(unit, centre));
  const items = clusters === undefined ? terms : clusters.map((own) => columnSums(own.map((unit) => terms[unit]!)));
  return bootstrapSums(items, ([n, sum, squares, within]) => alphaOf(n!, sum!, squares!, within!), options);
}

/** What a unit adds to the sums; nothing for one whose ratings can't be paired. */
function termsOf(unit: readonly number[], centre: number): number[] {
  const m = unit.length;
  if (m < 2) return [0, 0, 0, 0];
  let sum = 0;
  let squares = 0;
  for (const rating of unit) {
    sum += rating - centre;
    squares += (rating - centre) ** 2;
  }
  const mean = centre + sum / m;
  const within = unit.reduce((ss, rating) => ss + (rating - mean) ** 2, 0);
  return [m, sum, squares, (m / (m - 1)) * within];
}

function alphaOf(n: number, sum: number, squares: number, within: number): number | undefined {
  const total = squares - (sum * sum) / n;
  if (!(total > ROUNDING * squares)) return undefined;
  return finite(1 - (((n - 1) / n) * within) / total);
}
