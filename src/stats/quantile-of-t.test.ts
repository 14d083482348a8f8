import { describe, expect, it } from 'vitest';
import { inverseNormal } from './inverse-normal.ts';
import { quantileOfT } from './quantile-of-t.ts';

describe('quantileOfT', () => {
  // R: qt(p, v)
  it.each([
    [0.975, 4, 2.776445],
    [0.975, 9, 2.262157],
    [0.975, 79, 1.99045],
    [0.95, 7, 1.894579],
  ])('is qt(%f, %i) within 1%', (p, v, expected) => {
    expect(Math.abs(quantileOfT(p, v) / expected - 1)).toBeLessThan(0.01);
  });

  it('comes to the normal quantile', () => {
    expect(quantileOfT(0.975, 1e9)).toBeCloseTo(inverseNormal(0.975), 8);
  });
});
