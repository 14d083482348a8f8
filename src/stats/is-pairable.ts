/**
 * Whether a unit has at least two ratings, so that they can be held against each other. Agreement rests on such units
 * alone: they are what it is computed from.
 *
 * @param unit the ratings of one thing, `undefined` for a missing one
 * @see Krippendorff (2011), "Computing Krippendorff's alpha-reliability", for "pairable values"
 */
export function isPairable(unit: readonly unknown[]): boolean {
  return unit.filter((rating) => rating !== undefined).length >= 2;
}
