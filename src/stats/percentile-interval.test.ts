import { describe, expect, it } from 'vitest';
import { percentileInterval } from './percentile-interval.ts';

describe('percentileInterval', () => {
  it('takes type 7 quantiles of the replicates in any order', () => {
    // 0..100: position 100p, so 2.5 and 97.5.
    const replicates = Array.from({ length: 101 }, (_, i) => (i * 37) % 101);
    const interval = percentileInterval(replicates, 0.95)!;
    expect(interval.low).toBeCloseTo(2.5, 12);
    expect(interval.high).toBeCloseTo(97.5, 12);
  });

  it('leaves out undefined replicates, up to 5% of them', () => {
    const threes = (count: number) => Array.from({ length: count }, () => 3);
    expect(percentileInterval([undefined, ...threes(38), Number.NaN], 0.9)).toEqual({ low: 3, high: 3 });
    expect(percentileInterval([undefined, ...threes(37), Number.NaN], 0.9)).toBeUndefined();
    expect(percentileInterval([], 0.9)).toBeUndefined();
  });

  it('refuses a level of 95', () => {
    expect(() => percentileInterval([1, 2], 95)).toThrow(RangeError);
  });
});
