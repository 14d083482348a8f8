import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { threeModels } from '../../../test/support/matrices.ts';
import { filter, leastWeight } from './filter.ts';
import { knownMean } from './known-mean.ts';

test('the candidate leaves as a row only', () => {
  // Sum 3.6 over 9 = 0.4; without row 3 (0.6): 3.0 over 9 - 3 = 0.5.
  const { before, after, dropped } = filter(threeModels, 2);
  expect(before).toBeCloseTo(0.4, 12);
  expect(after).toBeCloseTo(0.5, 12);
  expect(dropped).toBe(true);
});

test('rounding drops none', () => {
  const third = Array.from({ length: 7 }, () => new Array<number>(7).fill(1 / 3));
  expect(filter(third, 0).dropped).toBe(false);
});

test('of equal weights the first, or the first by name', () => {
  expect(leastWeight([0.4, 0.3, 0.3])).toBe(1);
  expect(leastWeight([0.4, 0.3, 0.3], ['b', 'z', 'a'])).toBe(2);
});

test('entries that are not known are left out of both means', () => {
  // (0.6 + 0.1 + 0.6 + 0.2 + 0.1 + 0.2)/6 = 0.3; without row 3: (0.6 + 0.1 + 0.6 + 0.2)/4 = 0.375.
  const { before, after } = filter(
    threeModels.map((row, i) => row.with(i, Number.NaN)),
    2,
  );
  expect(before).toBeCloseTo(0.3, 12);
  expect(after).toBeCloseTo(0.375, 12);
});

test('both means are those of the entries written one behind the other, to the last digit', () => {
  const entry = fc.oneof({ weight: 5, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) }, fc.constant(Number.NaN));
  const blocks = fc
    .integer({ min: 2, max: 8 })
    .chain((n) =>
      fc.tuple(
        fc.array(fc.array(entry, { minLength: n, maxLength: n }), { minLength: n, maxLength: n }),
        fc.nat(n - 1),
      ),
    );
  fc.assert(
    fc.property(blocks, ([block, candidate]) => {
      const { before, after } = filter(block, candidate);
      expect(before).toBe(knownMean(block.flat()));
      expect(after).toBe(knownMean(block.filter((_, i) => i !== candidate).flat()));
    }),
  );
});
