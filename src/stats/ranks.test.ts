import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ranks } from './ranks.ts';

describe('ranks', () => {
  it('gives ties the average of the ranks they span', () => {
    expect(ranks([30, 10, 30, 20])).toEqual([3.5, 1, 3.5, 2]);
    expect(ranks([7, 7, 7])).toEqual([2, 2, 2]);
    expect(ranks([0, -0])).toEqual([1.5, 1.5]);
    expect(ranks([])).toEqual([]);
  });

  it('refuses missing values', () => {
    expect(() => ranks([1, Number.NaN])).toThrow(RangeError);
  });

  it('is 1 + the number of smaller values + half the number of other equal ones', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 })), (values) => {
        const expected = values.map(
          (value) =>
            values.filter((other) => other < value).length + (values.filter((other) => other === value).length + 1) / 2,
        );
        expect(ranks(values)).toEqual(expected);
      }),
    );
  });
});
