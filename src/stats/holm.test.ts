import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holm } from './holm.ts';

describe('holm', () => {
  it('adjusts by hand', () => {
    // Sorted 0.005·4, 0.01·3, 0.03·2, 0.04·1 = 0.02, 0.03, 0.06, 0.04; the last may not be below 0.06.
    const expected = [0.03, 0.06, 0.06, 0.02];
    const adjusted = holm([0.01, 0.04, 0.03, 0.005]);
    expect(adjusted).toHaveLength(expected.length);
    for (const [i, p] of expected.entries()) expect(adjusted[i]).toBeCloseTo(p, 14);
  });

  it('stays at most 1', () => {
    expect(holm([0.9, 0.6])).toEqual([1, 1]);
    expect(holm([0, 1])).toEqual([0, 1]);
  });

  it('leaves a single test as it is and takes none', () => {
    expect(holm([0.03])).toEqual([0.03]);
    expect(holm([])).toEqual([]);
  });

  it.each([-0.1, 1.1, Number.NaN])('refuses p = %s', (p) => {
    expect(() => holm([0.5, p])).toThrow(RangeError);
  });

  const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }));

  it('lies between the p-value and its Bonferroni adjustment, and keeps the order', () => {
    fc.assert(
      fc.property(pValues, (values) => {
        const adjusted = holm(values);
        values.forEach((p, i) => {
          expect(adjusted[i]).toBeGreaterThanOrEqual(p);
          expect(adjusted[i]).toBeLessThanOrEqual(Math.min(1, p * values.length));
          values.forEach((q, j) => {
            if (p <= q) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j]!);
          });
        });
      }),
    );
  });

  it('rejects what the sequential procedure rejects', () => {
    fc.assert(
      fc.property(pValues, fc.constantFrom(0.05, 0.25, 0.5), (values, alpha) => {
        // Holm (1979): go up the sorted p-values, stop at the first above α / (m - k).
        const sorted = [...values].sort((a, b) => a - b);
        const stop = sorted.findIndex((p, k) => p * (values.length - k) > alpha);
        const rejected = stop === -1 ? sorted : sorted.slice(0, stop);
        const bySize = holm(values).filter((p) => p <= alpha);
        expect(bySize.length).toBe(rejected.length);
      }),
    );
  });
});
