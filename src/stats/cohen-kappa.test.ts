import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cohenKappa } from './cohen-kappa.ts';
import { random } from './random.ts';

describe('cohenKappa', () => {
  /** Categories of two raters from a contingency table, rows of the first and columns of the second. */
  function raters(table: number[][]): [string[], string[]] {
    const cells = table.flatMap((row, i) => row.flatMap((count, j) => Array.from({ length: count }, () => [i, j])));
    return [cells.map((cell) => `category ${cell[0]}`), cells.map((cell) => `category ${cell[1]}`)];
  }

  it('gives 0.4 for 20, 5, 10, 15', () => {
    // Observed 35/50, expected (25·30 + 25·20)/2500 = 1/2: 0.2/0.5 (Wikipedia, "Cohen's kappa", simple example).
    const [a, b] = raters([
      [20, 5],
      [10, 15],
    ]);
    expect(cohenKappa(a, b)).toBeCloseTo(0.4, 14);
  });

  it('gives 0.68 for the diagnoses of Fleiss (1981), Statistical Methods for Rates and Proportions, section 13.1', () => {
    // Observed 0.89, expected 0.8·0.8 + 0.1·0.05 + 0.1·0.15 = 0.66: 0.23/0.34.
    const [a, b] = raters([
      [75, 1, 4],
      [5, 4, 1],
      [0, 0, 10],
    ]);
    expect(cohenKappa(a, b)).toBeCloseTo(0.23 / 0.34, 14);
  });

  it('is -1 for two categories always exchanged', () => {
    expect(cohenKappa(['yes', 'no'], ['no', 'yes'])).toBe(-1);
  });

  it('is undefined for n < 2 and for a single category', () => {
    expect(cohenKappa([], [])).toBeUndefined();
    expect(cohenKappa(['yes'], ['no'])).toBeUndefined();
    expect(cohenKappa(['yes', 'yes'], ['yes', 'yes'])).toBeUndefined();
  });

  it('is 0 when one rater never decides', () => {
    expect(cohenKappa(['yes', 'yes', 'yes'], ['yes', 'no', 'yes'])).toBe(0);
  });

  it('refuses different lengths', () => {
    expect(() => cohenKappa(['yes'], [])).toThrow(RangeError);
  });

  it('is symmetric, within [-1, 1], 1 for perfect agreement, and ignores the order of the items', () => {
    const category = fc.constantFrom('pass', 'fail', '__proto__');
    fc.assert(
      fc.property(fc.array(fc.tuple(category, category)), fc.integer(), (items, seed) => {
        const a = items.map((item) => item[0]);
        const b = items.map((item) => item[1]);
        const kappa = cohenKappa(a, b);
        const shuffled = random(seed).shuffle(items);
        expect(cohenKappa(b, a)).toBe(kappa);
        expect(
          cohenKappa(
            shuffled.map((item) => item[0]),
            shuffled.map((item) => item[1]),
          ),
        ).toBe(kappa);
        if (kappa !== undefined) expect(Math.abs(kappa)).toBeLessThanOrEqual(1);
        if (new Set(a).size > 1) expect(cohenKappa(a, a)).toBe(1);
      }),
    );
  });
});
