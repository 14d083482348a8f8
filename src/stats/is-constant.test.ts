import { describe, expect, it } from 'vitest';
import { isConstant } from './is-constant.ts';

describe('isConstant', () => {
  it('holds for none, one and equal values', () => {
    expect(isConstant([])).toBe(true);
    expect(isConstant([3])).toBe(true);
    expect(isConstant([3, 3, 3])).toBe(true);
    expect(isConstant([0, -0])).toBe(true);
  });

  it('ignores rounding error', () => {
    expect(isConstant([0.1 + 0.2, 0.3])).toBe(true);
  });

  it('sees a difference that is small against a large value', () => {
    // A millisecond between two timestamps.
    expect(isConstant([1_700_000_000_000, 1_700_000_000_001])).toBe(false);
    expect(isConstant([0, 1e-300])).toBe(false);
  });
});
