import { sampleSizeForDifference } from '../stats/sample-size-for-difference.ts';
import { standardDeviation } from '../stats/standard-deviation.ts';
import { partsOf } from './difference.ts';
import type { Pairing } from './pair.ts';

/** The level that a difference must reach, after correction for several comparisons, to count as told apart. */
export const ALPHA = 0.05;

/**
 * How many samples (sessions) it takes at least to tell a difference as large as the one observed, four times in five,
 * when it is one of several comparisons. The observed difference is itself uncertain, and so is this number.
 *
 * For the smallest of m p-values Holm's method asks α/m, which is what is assumed. Whatever the difference, a sign-flip
 * test of k samples can't give a p-value below 2/2^k.
 *
 * @returns undefined where no difference was observed
 */
export function samplesNeeded(pairing: Pairing, difference: number, comparisons: number): number | undefined {
  const { length } = pairing.clusters;
  if (difference === 0 || length < 2) return undefined;
  const deviation = standardDeviation(partsOf(pairing, difference))!;
  const level = 1 - ALPHA / comparisons;
  const byPower = sampleSizeForDifference(deviation, difference, { level }) ?? 0;
  const byTest = Math.ceil(1 + Math.log2(comparisons / ALPHA));
  return Math.max(byPower, byTest, length + 1);
}
