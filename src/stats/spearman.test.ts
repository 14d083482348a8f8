import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pearson } from './pearson.ts';
import { random } from './random.ts';
import { ranks } from './ranks.ts';
import { spearman } from './spearman.ts';

describe('spearman', () => {
  const likert = fc.integer({ min: 1, max: 5 });

  it('gives -29/165 for hours of television and IQ', () => {
    // Ten pairs without ties, Σd² = 194: 1 - 6·194/(10·99) = -29/165 (Wikipedia, "Spearman's rank correlation").
    const iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110];
    const hours = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17];
    expect(spearman(iq, hours)).toBeCloseTo(-29 / 165, 14);
  });

  it('gives ties their average rank', () => {
    // Ranks 1, 2.5, 2.5, 4 and 1, 2, 3.5, 3.5: products of deviations 2.25 + 0 + 0 + 1.5, squares 4.5 each.
    expect(spearman([1, 2, 2, 3], [1, 2, 3, 3])).toBeCloseTo(3.75 / 4.5, 14);
  });

  it('is the correlation of the ranks', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(likert, likert)), (pairs) => {
        const x = pairs.map((pair) => pair[0]);
        const y = pairs.map((pair) => pair[1]);
        const expected = pearson(ranks(x), ranks(y));
        if (expected === undefined) expect(spearman(x, y)).toBeUndefined();
        else expect(spearman(x, y)).toBeCloseTo(expected, 12);
      }),
    );
  });

  it('is undefined without variance and for n < 2', () => {
    expect(spearman([], [])).toBeUndefined();
    expect(spearman([1], [2])).toBeUndefined();
    expect(spearman([1, 2, 3], [4, 4, 4])).toBeUndefined();
    expect(spearman([0.1, 0.1, 0.1], [1, 2, 3])).toBeUndefined();
  });

  it('refuses unpaired and missing values', () => {
    expect(() => spearman([1, 2], [1])).toThrow(RangeError);
    expect(() => spearman([1, Number.NaN], [1, 2])).toThrow(RangeError);
  });

  it('is symmetric, within [-1, 1], changes sign with y and ignores the order of the pairs', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(likert, likert)), fc.integer(), (pairs, seed) => {
        const x = pairs.map((pair) => pair[0]);
        const y = pairs.map((pair) => pair[1]);
        const r = spearman(x, y);
        if (r === undefined) {
          expect(new Set(x).size === 1 || new Set(y).size === 1 || pairs.length < 2).toBe(true);
          return;
        }
        expect(Math.abs(r)).toBeLessThanOrEqual(1);
        expect(spearman(y, x)).toBeCloseTo(r, 12);
        expect(
          spearman(
            x,
            y.map((value) => -value),
          ),
        ).toBeCloseTo(-r, 12);
        const shuffled = random(seed).shuffle(pairs);
        expect(
          spearman(
            shuffled.map((pair) => pair[0]),
            shuffled.map((pair) => pair[1]),
          ),
        ).toBeCloseTo(r, 12);
      }),
    );
  });
});
