import type { Interval } from './interval.ts';
import { inverseNormal } from './inverse-normal.ts';
import { requireProportion } from './require-proportion.ts';
import { scoreInterval } from './score-interval.ts';

/**
 * Wilson score interval of a proportion; unlike the Wald interval it is sound for few trials and near 0 and 1.
 * Without continuity correction.
 *
 * @param successes number of successes, 0 to n
 * @param n number of independent trials
 * @param level confidence level, strictly between 0 and 1
 * @returns the interval within [0, 1]; `undefined` for n = 0
 * @throws RangeError when `successes` or `n` is not an integer, `successes` is not in 0..n, or `level` not in (0, 1)
 * @see Wilson (1927), "Probable inference, the law of succession, and statistical inference", JASA 22, 209–212;
 * Newcombe (1998), Statistics in Medicine 17, 857–872, method 3
 */
export function wilson(successes: number, n: number, level = 0.95): Interval | undefined {
  if (!Number.isSafeInteger(successes) || !Number.isSafeInteger(n) || successes < 0 || successes > n) {
    throw new RangeError(`successes must be an integer in 0..n, got ${successes} of ${n}`);
  }
  requireProportion('level', level);
  if (n === 0) return undefined;

  return scoreInterval(successes, n, inverseNormal((1 + level) / 2));
}
