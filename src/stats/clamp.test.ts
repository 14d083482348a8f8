import { describe, expect, it } from 'vitest';
import { clamp } from './clamp.ts';

describe('clamp', () => {
  it('moves a number into the range', () => {
    expect(clamp(1.0000000000000002, -1, 1)).toBe(1);
    expect(clamp(-2, -1, 1)).toBe(-1);
    expect(clamp(0.5, -1, 1)).toBe(0.5);
  });
});
