import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnSums } from './column-sums.ts';
import { slopeOfSums, slopeTerms } from './slope-of-sums.ts';

const slope = (x: readonly number[], y: readonly number[]) =>
  slopeOfSums(columnSums(x.map((value, i) => slopeTerms(value, y[i]!))));

describe('slopeOfSums', () => {
  const turn = fc.integer({ min: -100, max: 100 });

  it("gives 0.50009 for Anscombe's first data set", () => {
    // Anscombe (1973), "Graphs in statistical analysis"; digits from statistics.linear_regression of Python 3.11.
    const x = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5];
    const y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
    expect(slope(x, y)).toBeCloseTo(0.5000909090909091, 13);
  });

  it('recovers a line', () => {
    fc.assert(
      fc.property(fc.uniqueArray(turn, { minLength: 2 }), turn, turn, (x, m, b) => {
        const line = x.map((value) => m * value + b);
        expect(slope(x, line)).toBeCloseTo(m, 9);
      }),
    );
  });

  it('is 0 when y does not change', () => {
    expect(slope([1, 2, 3], [0.1, 0.1, 0.1])).toBeCloseTo(0, 15);
  });

  it('is undefined without points, for one, and when x does not change', () => {
    expect(slopeOfSums([0, 0, 0, 0, 0])).toBeUndefined();
    expect(slope([1], [1])).toBeUndefined();
    expect(slope([3, 3, 3], [1, 2, 3])).toBeUndefined();
  });
});
