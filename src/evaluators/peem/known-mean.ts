/** The mean of the entries that are known; 0 where none is. NaN stands for one that is not. */
export function knownMean(values: readonly number[]): number {
  let sum = 0;
  let known = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += value;
    known += 1;
  }
  return known === 0 ? 0 : sum / known;
}
