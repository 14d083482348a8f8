// The published MultiRC predictions and labels are 0/1 vectors over the options of an item; here they are letters.

/**
 * The letters of the options that a 0/1 vector marks: `[0, 1, 0, 1]` is `'BD'`, `[0, 0]` is `''`.
 *
 * @throws RangeError when an entry is neither 0 nor 1
 */
export function fromOptionVector(vector: readonly number[]): string {
  return vector
    .map((chosen, option) => {
      if (chosen !== 0 && chosen !== 1) throw new RangeError(`an option vector holds 0 and 1, not ${chosen}`);
      return chosen === 1 ? String.fromCharCode(65 + option) : '';
    })
    .join('');
}
