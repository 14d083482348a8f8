import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantile } from './quantile.ts';

describe('quantile', () => {
  it('interpolates as type 7', () => {
    // Hyndman & Fan (1996): position (n - 1)p of 1, 2, 4, 8 is 0.75 at p = 1/4 and 1.5 at the median.
    expect(quantile([1, 2, 4, 8], 0.25)).toBe(1.75);
    expect(quantile([1, 2, 4, 8], 0.5)).toBe(3);
    expect(quantile([1, 2, 4, 8], 0)).toBe(1);
    expect(quantile([1, 2, 4, 8], 1)).toBe(8);
    expect(quantile([3], 0.3)).toBe(3);
  });

  it('is undefined for no values', () => {
    expect(quantile([], 0.5)).toBeUndefined();
  });

  it.each([-0.1, 1.1, Number.NaN])('refuses p = %s', (p) => {
    expect(() => quantile([1], p)).toThrow(RangeError);
  });

  it('grows with p, between the smallest and the largest value', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), share, share, (values, p, q) => {
        const sorted = values.sort((a, b) => a - b);
        const lower = quantile(sorted, Math.min(p, q))!;
        const upper = quantile(sorted, Math.max(p, q))!;
        expect(lower).toBeGreaterThanOrEqual(sorted[0]!);
        expect(upper).toBeLessThanOrEqual(sorted.at(-1)!);
        expect(upper - lower).toBeGreaterThanOrEqual(-1e-6);
      }),
    );
  });
});
