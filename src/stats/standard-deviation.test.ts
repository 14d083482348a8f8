import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standardDeviation } from './standard-deviation.ts';

describe('standardDeviation', () => {
  it('divides by n - 1', () => {
    // Deviations from 5: 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32, over 7.
    expect(standardDeviation([2, 4, 4, 4, 5, 5, 7, 9])).toBeCloseTo(Math.sqrt(32 / 7), 14);
  });

  it('is exactly 0 for equal values', () => {
    expect(standardDeviation([0.1, 0.1, 0.1])).toBe(0);
  });

  it('is undefined for fewer than 2 values', () => {
    expect(standardDeviation([])).toBeUndefined();
    expect(standardDeviation([1])).toBeUndefined();
  });

  it('refuses missing values', () => {
    expect(() => standardDeviation([1, Number.NaN])).toThrow(RangeError);
  });

  it('does not move with the values and scales with them', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2 }), (values) => {
        const deviation = standardDeviation(values)!;
        expect(standardDeviation(values.map((value) => value + 10))).toBeCloseTo(deviation, 9);
        expect(standardDeviation(values.map((value) => value * -3))).toBeCloseTo(3 * deviation, 9);
      }),
    );
  });
});
