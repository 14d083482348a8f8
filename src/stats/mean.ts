import { mean as simpleMean } from 'simple-statistics';
import { finite } from './finite.ts';
import { requireFinite } from './require-finite.ts';

/**
 * Arithmetic mean.
 *
 * @param values finite numbers
 * @returns the mean, in the unit of the values; `undefined` for no values
 * @throws RangeError when a value is NaN or infinite
 */
export function mean(values: readonly number[]): number | undefined {
  requireFinite('values', values);
  return values.length === 0 ? undefined : finite(simpleMean(values));
}
