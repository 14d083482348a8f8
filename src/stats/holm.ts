/**
 * Holm's adjustment of p-values for multiple tests: rejecting those at most α keeps the probability of any false
 * rejection (family-wise error rate) below α, however the tests depend on each other, and more often than Bonferroni.
 *
 * @param pValues m p-values of one family of tests, in any order
 * @returns the adjusted p-values in the same order: the k-th smallest times m - k + 1, at most 1, and never below a
 * smaller one's
 * @throws RangeError when a p-value is outside [0, 1]
 * @see Holm (1979), "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6,
 * 65–70; as `p.adjust(p, "holm")` in R
 */
export function holm(pValues: readonly number[]): number[] {
  const outside = pValues.find((p) => !(p >= 0 && p <= 1));
  if (outside !== undefined) throw new RangeError(`p-values must be between 0 and 1, got ${outside}`);

  const ascending = pValues.map((p, index) => ({ p, index })).sort((a, b) => a.p - b.p);
  const adjusted = new Array<number>(pValues.length);
  let largest = 0;
  for (const [smaller, { p, index }] of ascending.entries()) {
    largest = Math.max(largest, Math.min(1, p * (pValues.length - smaller)));
    adjusted[index] = largest;
  }
  return adjusted;
}
