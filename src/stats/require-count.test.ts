import { describe, expect, it } from 'vitest';
import { requireCount } from './require-count.ts';

describe('requireCount', () => {
  it('accepts positive integers', () => {
    expect(() => requireCount('resamples', 1)).not.toThrow();
    expect(() => requireCount('resamples', 1000)).not.toThrow();
  });

  it.each([0, -1, 1.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY])('refuses %s', (value) => {
    expect(() => requireCount('resamples', value)).toThrow(RangeError);
  });
});
