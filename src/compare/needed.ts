import { sampleSizeForDifference } from '../stats/sample-size-for-difference.ts';
import { standardDeviation } from '../stats/standard-deviation.ts';
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
export function samplesNeeded(
  { pairs, clusters }: Pairing,
  difference: number,
  comparisons: number,
): number | undefined {
  if (difference === 0 || clusters.length < 2) return undefined;
  // Each sample's part in the mean, so that sessions of different length are counted for what they weigh.
  const size = pairs.length / clusters.length;
  const parts = clusters.map(
    (rows) => rows.reduce((sum, row) => sum + pairs[row]!.b - pairs[row]!.a - difference, 0) / size,
  );
  const level = 1 - ALPHA / comparisons;
  const byPower = sampleSizeForDifference(standardDeviation(parts)!, difference, { level }) ?? 0;
  const byTest = Math.ceil(1 + Math.log2(comparisons / ALPHA));
  return Math.max(byPower, byTest, clusters.length + 1);
}
