import { describe, expect, it } from 'vitest';
import { mean } from './mean.ts';

describe('mean', () => {
  it('is the sum over the number', () => {
    expect(mean([1, 2, 6])).toBe(3);
    expect(mean([5])).toBe(5);
  });

  it('keeps what plain addition loses', () => {
    // 1 + 1e100 + 1 - 1e100 = 2, but 0 when added from left to right.
    expect(mean([1, 1e100, 1, -1e100])).toBe(0.5);
  });

  it('is undefined for no values and on overflow', () => {
    expect(mean([])).toBeUndefined();
    expect(mean([Number.MAX_VALUE, Number.MAX_VALUE])).toBeUndefined();
  });

  it('refuses missing values', () => {
    expect(() => mean([1, Number.NaN])).toThrow(RangeError);
  });
});
