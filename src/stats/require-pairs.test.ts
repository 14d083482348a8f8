import { describe, expect, it } from 'vitest';
import { requirePairs } from './require-pairs.ts';

describe('requirePairs', () => {
  it('accepts pairs of finite numbers', () => {
    expect(() => requirePairs([1, 2], [3, 4])).not.toThrow();
  });

  it('refuses different lengths and missing values', () => {
    expect(() => requirePairs([1, 2], [3])).toThrow('x and y must have the same length, got 2 and 1');
    expect(() => requirePairs([1, Number.NaN], [3, 4])).toThrow('x must be finite numbers');
    expect(() => requirePairs([1, 2], [3, Number.NaN])).toThrow('y must be finite numbers');
  });
});
