import { inverseNormal } from './inverse-normal.ts';
import { requireFinite } from './require-finite.ts';
import { requireProportion } from './require-proportion.ts';

export interface SampleSizeOptions {
  /** Probability of finding the difference when it is there, 0.8 by default. */
  power?: number;
  /** Confidence level of the two-sided test, 1 - α, 0.95 by default. */
  level?: number;
}

/**
 * Number of pairs a two-sided paired test needs to find a difference, by the normal approximation:
 * n = ((z_{1-α/2} + z_power) · sd / difference)², rounded up. The t test needs about 2 more where n is below 30.
 *
 * @param sdOfDifferences standard deviation of the differences within pairs, such as that of a pilot run
 * @param difference smallest mean difference worth finding, in the same unit; its sign does not matter
 * @param options power and level
 * @returns the number of pairs, an integer ≥ 2; `undefined` when the standard deviation or the difference is 0
 * @throws RangeError when the standard deviation is negative, either number is NaN or infinite, or `power` or `level`
 * is not in (0, 1)
 * @see Chow, Shao & Wang (2008), Sample Size Calculations in Clinical Research, 2nd ed., section 3.1.1
 */
export function sampleSizeForDifference(
  sdOfDifferences: number,
  difference: number,
  { power = 0.8, level = 0.95 }: SampleSizeOptions = {},
): number | undefined {
  requireFinite('standard deviation and difference', [sdOfDifferences, difference]);
  if (sdOfDifferences < 0) throw new RangeError(`sdOfDifferences must not be negative, got ${sdOfDifferences}`);
  requireProportion('power', power);
  requireProportion('level', level);
  if (sdOfDifferences === 0 || difference === 0) return undefined;

  // At most 0 where so little power is asked for that any sample has it.
  const z = Math.max(0, inverseNormal((1 + level) / 2) + inverseNormal(power));
  const pairs = Math.ceil(((z * sdOfDifferences) / difference) ** 2);
  return Number.isFinite(pairs) ? Math.max(2, pairs) : undefined;
}
