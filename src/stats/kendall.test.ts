import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kendall } from './kendall.ts';
import { random } from './random.ts';

describe('kendall', () => {
  const likert = fc.integer({ min: 1, max: 5 });

  /** τ-b by its definition, from all pairs of items. */
  function naive(x: number[], y: number[]): number | undefined {
    let surplus = 0;
    let untiedX = 0;
    let untiedY = 0;
    for (let i = 0; i < x.length; i += 1) {
      for (let j = 0; j < i; j += 1) {
        const signX = Math.sign(x[i]! - x[j]!);
        const signY = Math.sign(y[i]! - y[j]!);
        surplus += signX * signY;
        untiedX += signX ** 2;
        untiedY += signY ** 2;
      }
    }
    return untiedX && untiedY ? surplus / Math.sqrt(untiedX * untiedY) : undefined;
  }

  it('counts pairs by hand', () => {
    // Of 6 pairs one is discordant (2 before 3): (5 - 1)/6.
    expect(kendall([1, 2, 3, 4], [1, 3, 2, 4])).toBeCloseTo(4 / 6, 14);
    // Surplus -4; of 10 pairs 2 are tied in x and 1 in y: -4/√(8·9).
    expect(kendall([12, 2, 1, 12, 2], [1, 4, 7, 1, 0])).toBeCloseTo(-4 / Math.sqrt(72), 14);
  });

  it('corrects for ties in both rankings', () => {
    // Ranks with ties in both; surplus 33, counted pair by pair with Python: 0.8589556903873333.
    const x = [1, 2.5, 2.5, 4.5, 4.5, 6.5, 6.5, 8, 9.5, 9.5];
    const y = [1, 2, 4.5, 4.5, 4.5, 4.5, 8, 8, 8, 10];
    expect(kendall(x, y)).toBeCloseTo(0.8589556903873333, 14);
  });

  it('is exactly 1 and -1 for the same and the reverse order', () => {
    const x = Array.from({ length: 1001 }, (_, i) => i % 500);
    expect(kendall(x, x)).toBe(1);
    expect(
      kendall(
        x,
        x.map((value) => -value),
      ),
    ).toBe(-1);
  });

  it('equals the definition, with and without ties', () => {
    for (const value of [likert, fc.double({ noNaN: true, noDefaultInfinity: true })]) {
      fc.assert(
        fc.property(fc.array(fc.tuple(value, value), { maxLength: 60 }), (pairs) => {
          const x = pairs.map((pair) => pair[0]);
          const y = pairs.map((pair) => pair[1]);
          const expected = naive(x, y);
          if (expected === undefined) expect(kendall(x, y)).toBeUndefined();
          else expect(kendall(x, y)).toBeCloseTo(expected, 12);
        }),
      );
    }
  });

  it('leaves its arguments as they are', () => {
    const x = [3, 1, 2];
    const y = [1, 3, 2];
    kendall(x, y);
    expect([x, y]).toEqual([
      [3, 1, 2],
      [1, 3, 2],
    ]);
  });

  it('is undefined without variance and for n < 2', () => {
    expect(kendall([], [])).toBeUndefined();
    expect(kendall([1], [2])).toBeUndefined();
    expect(kendall([1, 2, 3], [4, 4, 4])).toBeUndefined();
    expect(kendall([0.1, 0.1, 0.1], [1, 2, 3])).toBeUndefined();
  });

  it('refuses unpaired and missing values', () => {
    expect(() => kendall([1, 2], [1])).toThrow(RangeError);
    expect(() => kendall([1, Number.NaN], [1, 2])).toThrow(RangeError);
  });

  it('is symmetric, within [-1, 1], changes sign with y and ignores the order of the pairs', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(likert, likert)), fc.integer(), (pairs, seed) => {
        const x = pairs.map((pair) => pair[0]);
        const y = pairs.map((pair) => pair[1]);
        const r = kendall(x, y);
        if (r === undefined) {
          expect(new Set(x).size === 1 || new Set(y).size === 1 || pairs.length < 2).toBe(true);
          return;
        }
        expect(Math.abs(r)).toBeLessThanOrEqual(1);
        expect(kendall(y, x)).toBeCloseTo(r, 12);
        expect(
          kendall(
            x,
            y.map((value) => -value),
          ),
        ).toBeCloseTo(-r, 12);
        const shuffled = random(seed).shuffle(pairs);
        expect(
          kendall(
            shuffled.map((pair) => pair[0]),
            shuffled.map((pair) => pair[1]),
          ),
        ).toBeCloseTo(r, 12);
      }),
    );
  });
});
