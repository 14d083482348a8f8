/**
 * Checks that a confidence level, power or probability lies strictly between 0 and 1 (0.95, not 95).
 *
 * @param name name of the option, for the message
 * @param value number to check
 * @throws RangeError when it does not
 */
export function requireProportion(name: string, value: number): void {
  if (!(value > 0 && value < 1)) {
    throw new RangeError(`${name} must be strictly between 0 and 1, got ${value}`);
  }
}
