import { clamp } from './clamp.ts';
import type { Interval } from './interval.ts';

/**
 * The proportions that a score test does not reject: those within `z` standard errors, as the proportion itself would
 * have them, of the one observed. Both numbers may be fractions, as effective sample sizes are.
 *
 * @param successes 0 to n
 * @param n number of trials, above 0
 * @param z how many standard errors
 * @returns the interval within [0, 1]
 * @see Wilson (1927), "Probable inference, the law of succession, and statistical inference", JASA 22, 209–212
 */
export function scoreInterval(successes: number, n: number, z: number): Interval {
  const centre = successes + z ** 2 / 2;
  const margin = z * Math.sqrt((successes * (n - successes)) / n + z ** 2 / 4);
  return {
    low: successes === 0 ? 0 : clamp((centre - margin) / (n + z ** 2), 0, 1),
    high: successes === n ? 1 : clamp((centre + margin) / (n + z ** 2), 0, 1),
  };
}
