import { mean } from './mean.ts';

/**
 * A table of ratings less the mean of all of them. Raters have levels of their own: where tables of several raters are put
 * together to see how far each agrees with itself, what they differ by would look like agreement.
 *
 * @param table units × ratings, `undefined` for a missing rating
 * @returns the same shape, in the same unit, with the mean 0
 */
export function centred(table: readonly (readonly (number | undefined)[])[]): (number | undefined)[][] {
  const level = mean(table.flat().filter((value) => value !== undefined)) ?? 0;
  return table.map((row) => row.map((value) => (value === undefined ? undefined : value - level)));
}
