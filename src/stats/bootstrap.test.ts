import { describe, expect, it } from 'vitest';
import { bootstrap } from './bootstrap.ts';
import { mean } from './mean.ts';
import { standardError } from './standard-error.ts';

describe('bootstrap', () => {
  const values = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4];
  const meanOf = (indices: Uint32Array) => mean(Array.from(indices, (i) => values[i]!));

  it('is near the normal interval of a mean', () => {
    // Replicates are close to normal with standard error s√((n-1)/n)/√n; the quantiles of 20000 vary by about 2%.
    const { low, high } = bootstrap(20, meanOf, { seed: 1, resamples: 20_000 })!;
    const halfWidth = 1.96 * standardError(values)! * Math.sqrt(19 / 20);
    expect(Math.abs(low - (mean(values)! - halfWidth))).toBeLessThan(0.1 * halfWidth);
    expect(Math.abs(high - (mean(values)! + halfWidth))).toBeLessThan(0.1 * halfWidth);
  });

  it('equals the enumeration of all resamples', () => {
    // The largest of two items, numbered 0 and 1: 0 with probability 1/4, else 1, so the 60% interval runs from 0.
    const largest = (indices: Uint32Array) => Math.max(...indices);
    expect(bootstrap(2, largest, { seed: 1, level: 0.6 })).toEqual({ low: 0, high: 1 });
    expect(bootstrap(2, largest, { seed: 1, level: 0.4 })).toEqual({ low: 1, high: 1 });
  });

  it('depends on the seed only', () => {
    expect(bootstrap(20, meanOf, { seed: 'a' })).toEqual(bootstrap(20, meanOf, { seed: 'a' }));
    expect(bootstrap(20, meanOf, { seed: 'a' })).not.toEqual(bootstrap(20, meanOf, { seed: 'b' }));
  });

  it('widens with the level', () => {
    const narrow = bootstrap(20, meanOf, { seed: 1, level: 0.5 })!;
    const wide = bootstrap(20, meanOf, { seed: 1, level: 0.99 })!;
    expect(wide.low).toBeLessThan(narrow.low);
    expect(wide.high).toBeGreaterThan(narrow.high);
  });

  it('draws n indices of 0..n-1 as often as asked', () => {
    let calls = 0;
    const sizes = new Set<number>();
    const drawn = new Set<number>();
    bootstrap(
      5,
      (indices) => {
        calls += 1;
        sizes.add(indices.length);
        for (const index of indices) drawn.add(index);
        return 0;
      },
      { seed: 1, resamples: 50 },
    );
    expect(calls).toBe(50);
    expect([...sizes]).toEqual([5]);
    expect([...drawn].sort()).toEqual([0, 1, 2, 3, 4]);
  });

  it('ignores undefined replicates, unless they are more than a few', () => {
    const everyNth = (n: number) => {
      let call = 0;
      return () => (call++ % n ? 7 : undefined);
    };
    expect(bootstrap(3, everyNth(20), { seed: 1, resamples: 100 })).toEqual({ low: 7, high: 7 });
    expect(bootstrap(3, everyNth(16), { seed: 1, resamples: 100 })).toBeUndefined();
    expect(bootstrap(3, () => Number.NaN, { seed: 1 })).toBeUndefined();
  });

  it('is undefined for n < 2', () => {
    expect(bootstrap(0, () => 1, { seed: 1 })).toBeUndefined();
    expect(bootstrap(1, () => 1, { seed: 1 })).toBeUndefined();
  });

  it('refuses bad options', () => {
    expect(() => bootstrap(-1, () => 1, { seed: 1 })).toThrow(RangeError);
    expect(() => bootstrap(2.5, () => 1, { seed: 1 })).toThrow(RangeError);
    expect(() => bootstrap(2, () => 1, { seed: 1, resamples: 0 })).toThrow(RangeError);
    expect(() => bootstrap(2, () => 1, { seed: 1, level: 95 })).toThrow(RangeError);
  });
});
