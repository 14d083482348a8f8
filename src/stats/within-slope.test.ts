import fc from 'fast-check';
import { expect, it } from 'vitest';
import { columnSums } from './column-sums.ts';
import { withinSlope, withinSlopeTerms } from './within-slope.ts';

const slopeOf = (groups: readonly (readonly [x: number[], y: number[]])[]) =>
  withinSlope(columnSums(groups.map(([x, y]) => withinSlopeTerms(x, y))));

it('is the slope that all groups share, whatever their levels and x', () => {
  const group = fc.tuple(fc.integer({ min: -9, max: 9 }), fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2 }));
  fc.assert(
    fc.property(fc.array(group), fc.integer({ min: -5, max: 5 }), (drawn, slope) => {
      const groups = drawn.map(([level, x]) => [x, x.map((value) => level + slope * value)] as const);
      const varies = groups.some(([x]) => x.some((value) => value !== x[0]));
      const found = slopeOf(groups);
      if (varies) expect(found).toBeCloseTo(slope, 9);
      else expect(found).toBeUndefined();
    }),
  );
});

it('weighs groups by the variation of their x', () => {
  // By hand: the first has Σ(x - x̄)² = 2 and Σ(x - x̄)(y - ȳ) = 2, the second 1/2 and 1.
  const groups = [
    [
      [0, 1, 2],
      [0, 1, 2],
    ],
    [
      [0, 1],
      [5, 7],
    ],
  ] as const;
  expect(slopeOf(groups.map(([x, y]) => [[...x], [...y]]))).toBeCloseTo(3 / 2.5, 12);
});

it('is undefined without groups, or where x varies in none', () => {
  expect(withinSlope([0, 0])).toBeUndefined();
  expect(slopeOf([[[3], [1]]])).toBeUndefined();
});
