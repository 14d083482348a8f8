import { describe, expect, it } from 'vitest';
import { requireFinite } from './require-finite.ts';

describe('requireFinite', () => {
  it('accepts finite numbers and none', () => {
    expect(() => requireFinite('values', [0, -1.5, Number.MAX_VALUE])).not.toThrow();
    expect(() => requireFinite('values', [])).not.toThrow();
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('names %s and its index', (value) => {
    expect(() => requireFinite('scores', [1, value])).toThrow(
      new RangeError(`scores must be finite numbers, got ${value} at index 1`),
    );
  });
});
