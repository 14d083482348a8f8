import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleSizeForDifference } from './sample-size-for-difference.ts';

describe('sampleSizeForDifference', () => {
  it('gives the textbook numbers', () => {
    // (1.95996 + 0.84162)² = 7.8489: 31.4 pairs for half a standard deviation, 196.2 for a fifth (Cohen 1988).
    expect(sampleSizeForDifference(1, 0.5)).toBe(32);
    expect(sampleSizeForDifference(1, 0.2)).toBe(197);
    // 42.03 at 90% power and 46.72 at the 99% level, with statistics.NormalDist of Python 3.11.
    expect(sampleSizeForDifference(1, 0.5, { power: 0.9 })).toBe(43);
    expect(sampleSizeForDifference(1, 0.5, { level: 0.99 })).toBe(47);
  });

  it('depends on the size of the difference in standard deviations only', () => {
    expect(sampleSizeForDifference(10, -5)).toBe(32);
  });

  it('is at least 2', () => {
    expect(sampleSizeForDifference(1, 100)).toBe(2);
    expect(sampleSizeForDifference(1, 0.001, { power: 0.01, level: 0.5 })).toBe(2);
  });

  it('is undefined for no difference, no variance and beyond all numbers', () => {
    expect(sampleSizeForDifference(1, 0)).toBeUndefined();
    expect(sampleSizeForDifference(0, 1)).toBeUndefined();
    expect(sampleSizeForDifference(1e200, 1e-200)).toBeUndefined();
  });

  it('refuses bad arguments', () => {
    expect(() => sampleSizeForDifference(-1, 1)).toThrow(RangeError);
    expect(() => sampleSizeForDifference(Number.NaN, 1)).toThrow(RangeError);
    expect(() => sampleSizeForDifference(1, 1, { power: 80 })).toThrow(RangeError);
    expect(() => sampleSizeForDifference(1, 1, { level: 95 })).toThrow(RangeError);
  });

  it('grows with the power', () => {
    const power = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(power, power, (p, q) => {
        const fewer = sampleSizeForDifference(1, 0.3, { power: Math.min(p, q) })!;
        expect(sampleSizeForDifference(1, 0.3, { power: Math.max(p, q) })).toBeGreaterThanOrEqual(fewer);
      }),
    );
  });
});
