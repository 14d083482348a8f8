import { describe, expect, it } from 'vitest';
import { finite } from './finite.ts';

describe('finite', () => {
  it('passes finite numbers only', () => {
    expect(finite(-1.5)).toBe(-1.5);
    expect(finite(Number.NaN)).toBeUndefined();
    expect(finite(Number.POSITIVE_INFINITY)).toBeUndefined();
  });
});
