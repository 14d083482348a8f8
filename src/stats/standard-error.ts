import { standardDeviation } from './standard-deviation.ts';

/**
 * Standard error of the mean of independent values: s / √n.
 *
 * @param values finite numbers
 * @returns the standard error, in the unit of the values, 0 when all are equal; `undefined` for n < 2
 * @throws RangeError when a value is NaN or infinite
 */
export function standardError(values: readonly number[]): number | undefined {
  const deviation = standardDeviation(values);
  return deviation === undefined ? undefined : deviation / Math.sqrt(values.length);
}
