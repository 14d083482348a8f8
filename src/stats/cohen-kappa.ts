/**
 * Cohen's κ: agreement of two raters who each put every item into one nominal category, beyond what chance gives.
 * κ = (observed - expected) / (1 - expected): 1 for perfect agreement, 0 for chance, below 0 for worse.
 *
 * @param a categories of n items by the first rater
 * @param b categories of the same items by the second rater
 * @returns κ in [-1, 1]; `undefined` for n < 2, or when both put all items into the same single category
 * @throws RangeError when the lengths differ
 * @see Cohen (1960), "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20(1),
 * 37–46
 */
export function cohenKappa(a: readonly string[], b: readonly string[]): number | undefined {
  if (a.length !== b.length) {
    throw new RangeError(`a and b must have the same length, got ${a.length} and ${b.length}`);
  }
  const n = a.length;
  const countsA = counts(a);
  const countsB = counts(b);
  // Kept as integers, n times the agreements and n² times the chance of one, so that perfect agreement gives exactly 1.
  const observed = n * a.filter((category, i) => category === b[i]).length;
  let expected = 0;
  for (const [category, count] of countsA) expected += count * (countsB.get(category) ?? 0);
  return n < 2 || expected === n * n ? undefined : (observed - expected) / (n * n - expected);
}

/** How often each category occurs. */
function counts(categories: readonly string[]): Map<string, number> {
  const result = new Map<string, number>();
  for (const category of categories) result.set(category, (result.get(category) ?? 0) + 1);
  return result;
}
