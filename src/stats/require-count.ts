/**
 * Checks that a number of things to do or to draw from is a positive safe integer.
 *
 * @param name name of the option, for the message
 * @param value number to check
 * @throws RangeError when it is not
 */
export function requireCount(name: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 1) {
    throw new RangeError(`${name} must be a positive integer, got ${value}`);
  }
}
