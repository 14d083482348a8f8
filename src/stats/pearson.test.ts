import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pearson } from './pearson.ts';
import { random } from './random.ts';

describe('pearson', () => {
  const likert = fc.integer({ min: 1, max: 5 });

  it("gives 0.81642 for Anscombe's first data set", () => {
    // Anscombe (1973), "Graphs in statistical analysis"; digits from statistics.correlation of Python 3.11.
    const x = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5];
    const y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
    expect(pearson(x, y)).toBeCloseTo(0.81642051634484, 13);
  });

  it('is 1 and -1 on a line', () => {
    expect(pearson([1, 2, 3], [0.1, 0.2, 0.3])).toBeCloseTo(1, 14);
    expect(pearson([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1, 14);
  });

  it('is undefined without variance and for n < 2', () => {
    expect(pearson([], [])).toBeUndefined();
    expect(pearson([1], [2])).toBeUndefined();
    expect(pearson([1, 2, 3], [4, 4, 4])).toBeUndefined();
    expect(pearson([0.1, 0.1, 0.1], [1, 2, 3])).toBeUndefined();
  });

  it('is the same, to the last digit, in whatever power of two the values are given', () => {
    const value = fc.double({ min: -1e6, max: 1e6, noNaN: true }).filter((each) => each === 0 || Math.abs(each) > 1e-6);
    const pairs = fc.array(fc.tuple(value, value), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(pairs, fc.integer({ min: -900, max: 900 }), (drawn, power) => {
        const x = drawn.map((pair) => pair[0]);
        const y = drawn.map((pair) => pair[1]);
        const other = x.map((each) => each * 2 ** power);
        expect(pearson(other, y)).toBe(pearson(x, y));
      }),
    );
    // sampleCorrelation of simple-statistics gives 0 for the first, and NaN for the second.
    expect(pearson([1e200, 2e200, 3e200], [1, 2, 3])).toBeCloseTo(1, 14);
    expect(pearson([1e-200, 2e-200, 3e-200], [1, 2, 3])).toBeCloseTo(1, 14);
  });

  it('refuses unpaired and missing values', () => {
    expect(() => pearson([1, 2], [1])).toThrow(RangeError);
    expect(() => pearson([1, Number.NaN], [1, 2])).toThrow(RangeError);
  });

  it('is symmetric, within [-1, 1], changes sign with y and ignores the order of the pairs', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(likert, likert)), fc.integer(), (pairs, seed) => {
        const x = pairs.map((pair) => pair[0]);
        const y = pairs.map((pair) => pair[1]);
        const r = pearson(x, y);
        if (r === undefined) {
          expect(new Set(x).size === 1 || new Set(y).size === 1 || pairs.length < 2).toBe(true);
          return;
        }
        expect(Math.abs(r)).toBeLessThanOrEqual(1);
        expect(pearson(y, x)).toBeCloseTo(r, 12);
        expect(
          pearson(
            x,
            y.map((value) => -value),
          ),
        ).toBeCloseTo(-r, 12);
        const shuffled = random(seed).shuffle(pairs);
        expect(
          pearson(
            shuffled.map((pair) => pair[0]),
            shuffled.map((pair) => pair[1]),
          ),
        ).toBeCloseTo(r, 12);
      }),
    );
  });
});
