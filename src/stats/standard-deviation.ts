import { sampleStandardDeviation } from 'simple-statistics';
import { finite } from './finite.ts';
import { isConstant } from './is-constant.ts';
import { requireFinite } from './require-finite.ts';

/**
 * Standard deviation of a sample: the root of the squared deviations from the mean over n - 1 (Bessel's correction).
 *
 * @param values finite numbers
 * @returns the standard deviation, in the unit of the values, exactly 0 when all are equal; `undefined` for n < 2
 * @throws RangeError when a value is NaN or infinite
 */
export function standardDeviation(values: readonly number[]): number | undefined {
  requireFinite('values', values);
  if (values.length < 2) return undefined;
  return isConstant(values) ? 0 : finite(sampleStandardDeviation(values));
}
