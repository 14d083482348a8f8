import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { krippendorffAlpha } from './krippendorff-alpha.ts';
import { random } from './random.ts';

describe('krippendorffAlpha', () => {
  const _ = undefined;

  /** α by its definition: mean squared difference of pairs within units over that of all pairs. */
  function naive(ratings: (number | undefined)[][]): number | undefined {
    const units = ratings.map((unit) => unit.filter((r) => r !== undefined)).filter((unit) => unit.length > 1);
    const squares = (values: number[]) =>
      values.reduce((sum, a) => sum + values.reduce((inner, b) => inner + (a - b) ** 2, 0), 0);
    const all = units.flat();
    const observed = units.reduce((sum, unit) => sum + squares(unit) / (unit.length - 1), 0) / all.length;
    const expected = squares(all) / (all.length * (all.length - 1));
    return expected > 0 ? 1 - observed / expected : undefined;
  }

  it('gives 0.849 for the four observers of Krippendorff (2011), example C', () => {
    const observers = [
      [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
      [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
      [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
      [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
    ];
    const units = observers[0]!.map((_rating, unit) => observers.map((observer) => observer[unit]));
    expect(krippendorffAlpha(units)).toBeCloseTo(0.849, 3);
  });

  it('is 1 for perfect agreement', () => {
    expect(
      krippendorffAlpha([
        [1, 1],
        [2, 2],
        [5, 5],
      ]),
    ).toBe(1);
  });

  it('is negative for systematic disagreement', () => {
    // Two units 0, 1: observed 1, expected 2·(4 pairs)/(4·3) = 2/3, so 1 - 3/2.
    expect(
      krippendorffAlpha([
        [0, 1],
        [1, 0],
      ]),
    ).toBeCloseTo(-0.5, 14);
  });

  it('is undefined without pairs and without variance', () => {
    expect(krippendorffAlpha([])).toBeUndefined();
    expect(krippendorffAlpha([[1, _], [_, 2], []])).toBeUndefined();
    expect(
      krippendorffAlpha([
        [0.1, 0.1, 0.1],
        [0.1, 0.1, _],
      ]),
    ).toBeUndefined();
  });

  it('refuses NaN', () => {
    expect(() => krippendorffAlpha([[1, Number.NaN]])).toThrow(RangeError);
  });

  it('equals the definition, whatever the order of units and raters', () => {
    const unit = fc.array(fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }), { maxLength: 6 });
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 12 }), fc.integer(), (ratings, seed) => {
        const alpha = krippendorffAlpha(ratings);
        const expected = naive(ratings);
        const { shuffle } = random(seed);
        const shuffled = krippendorffAlpha(shuffle(ratings.map((raters) => shuffle(raters))));
        if (expected === undefined || alpha === undefined || shuffled === undefined) {
          expect([alpha, expected, shuffled]).toEqual([undefined, undefined, undefined]);
          return;
        }
        expect(alpha).toBeCloseTo(expected, 12);
        expect(alpha).toBeCloseTo(shuffled, 12);
        expect(alpha).toBeGreaterThan(-1);
        expect(alpha).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('does not change with the unit of the scale', () => {
    const ratings = [
      [1, 2],
      [4, 4],
      [5, 3],
    ];
    const rescaled = ratings.map((unit) => unit.map((rating) => 25 * (rating - 1)));
    expect(krippendorffAlpha(rescaled)).toBeCloseTo(krippendorffAlpha(ratings)!, 12);
  });
});
