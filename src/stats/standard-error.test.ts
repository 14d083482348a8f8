import { describe, expect, it } from 'vitest';
import { standardError } from './standard-error.ts';

describe('standardError', () => {
  it('is the standard deviation over the root of n', () => {
    // s² = 32/7 as for the standard deviation, n = 8.
    expect(standardError([2, 4, 4, 4, 5, 5, 7, 9])).toBeCloseTo(Math.sqrt(32 / 7 / 8), 14);
    expect(standardError([4, 4])).toBe(0);
  });

  it('is undefined for fewer than 2 values', () => {
    expect(standardError([])).toBeUndefined();
    expect(standardError([1])).toBeUndefined();
  });
});
