import { finite } from './finite.ts';
import { isConstant } from './is-constant.ts';
import { mean } from './mean.ts';
import { standardDeviation } from './standard-deviation.ts';

/**
 * Effect size of a paired comparison, Cohen's d_z: the mean difference in standard deviations of the differences.
 *
 * @param differences n finite differences within pairs
 * @returns d_z, without unit, with the sign of the mean difference; `undefined` for n < 2 or when the differences have
 * no variance
 * @throws RangeError when a difference is NaN or infinite
 * @see Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, 2nd ed., section 2.3.5; Lakens
 * (2013), "Calculating and reporting effect sizes", Frontiers in Psychology 4:863, for the name d_z
 */
export function pairedEffectSize(differences: readonly number[]): number | undefined {
  const meanDifference = mean(differences);
  const deviation = standardDeviation(differences);
  if (meanDifference === undefined || deviation === undefined || isConstant(differences)) return undefined;
  return finite(meanDifference / deviation);
}
