import { sum, sumNthPowerDeviations } from 'simple-statistics';
import { finite } from './finite.ts';
import { isConstant } from './is-constant.ts';
import { requireFinite } from './require-finite.ts';

/**
 * Krippendorff's α for interval data: agreement of any number of raters, some ratings missing, on a numeric scale.
 * α = 1 - observed / expected disagreement: 1 for perfect agreement, 0 for what chance gives, below 0 for worse.
 *
 * Under the interval metric a sum of squared differences over all pairs is 2m times the squared deviations from the
 * mean of m ratings, so no pairs are formed and the time is linear in the number of ratings:
 * α = 1 - (n - 1)/n · Σ_u m_u/(m_u - 1) · SS_u / SS, with SS_u of the m_u ratings of unit u, and SS of all n ratings.
 *
 * @param ratings units × raters, `undefined` for a missing rating; units with fewer than 2 ratings cannot be paired
 * and are left out
 * @returns α in (-1, 1]; `undefined` without a unit of 2 ratings, or when all ratings are equal; 0 for a
 * single unit, where expected and observed disagreement are the same
 * @throws RangeError when a rating is NaN or infinite
 * @see Krippendorff (2011), "Computing Krippendorff's alpha-reliability"; Krippendorff (2004), Content Analysis, 2nd
 * ed., chapter 11
 */
export function krippendorffAlpha(ratings: readonly (readonly (number | undefined)[])[]): number | undefined {
  const units = ratings.map((unit) => unit.filter((rating) => rating !== undefined)).filter((unit) => unit.length >= 2);
  const pairable = units.flat();
  requireFinite('ratings', pairable);
  if (isConstant(pairable)) return undefined;

  const within = sum(units.map((unit) => (unit.length / (unit.length - 1)) * sumNthPowerDeviations(unit, 2)));
  const total = sumNthPowerDeviations(pairable, 2);
  return finite(1 - (((pairable.length - 1) / pairable.length) * within) / total);
}
