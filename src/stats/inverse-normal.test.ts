import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inverseNormal } from './inverse-normal.ts';

describe('inverseNormal', () => {
  it.each([
    // statistics.NormalDist().inv_cdf of Python 3.11, known from any normal table.
    [1e-12, -7.034483825301132],
    [0.0001, -3.71901648545568],
    [0.01, -2.3263478740408408],
    [0.3, -0.5244005127080407],
    [0.5, 0],
    [0.8, 0.8416212335729144],
    [0.95, 1.6448536269514715],
    [0.975, 1.9599639845400536],
    [0.9995, 3.2905267314919255],
  ])('has %f below %f', (p, z) => {
    expect(inverseNormal(p)).toBeCloseTo(z, 13);
  });

  it('gives the first digits of AS 241 itself', () => {
    // Wichura (1988), section "Test": p = 0.25, 0.001 and 1e-20.
    expect(inverseNormal(0.25)).toBeCloseTo(-0.6744897501960817, 14);
    expect(inverseNormal(0.001)).toBeCloseTo(-3.090232306167814, 13);
    expect(inverseNormal(1e-20)).toBeCloseTo(-9.26234008979841, 12);
  });

  it('is odd about one half and grows', () => {
    const probability = fc.double({ min: 0.001, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(probability, probability, (p, q) => {
        expect(inverseNormal(1 - p)).toBeCloseTo(-inverseNormal(p), 9);
        if (p < q) expect(inverseNormal(p)).toBeLessThanOrEqual(inverseNormal(q) + 1e-12);
      }),
    );
  });

  it.each([0, 1, -1, Number.NaN])('refuses %s', (p) => {
    expect(() => inverseNormal(p)).toThrow(RangeError);
  });
});
