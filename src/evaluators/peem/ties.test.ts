import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Algorithm, capabilities } from './algorithms.ts';
import { withTies } from './ties.ts';

test('what differs by rounding is the least of it, all else stays', () => {
  expect(withTies([0.3, 0.1 + 0.2, 0.5, 0.5 - 1e-9])).toEqual([0.3, 0.3, 0.5, 0.5 - 1e-9]);
  expect(withTies([])).toEqual([]);
});

test('a value that is not known stays so', () => {
  expect(withTies([0.2, Number.NaN, 0.2])).toEqual([0.2, Number.NaN, 0.2]);
});

test('models that agree alike with all others have one capability', () => {
  const consistency = fc.array(fc.double({ min: 0.05, max: 1, noNaN: true }), { minLength: 28, maxLength: 28 });
  fc.assert(
    fc.property(consistency, fc.integer({ min: 1, max: 6 }), (entries, copy) => {
      // Seven models by the entries on and above the diagonal; then one of them is made a copy of the first.
      const at = (i: number, j: number): number =>
        entries[Math.min(i, j) * 7 - (Math.min(i, j) * (Math.min(i, j) + 1)) / 2 + Math.max(i, j)]!;
      const like = (i: number) => (i === copy ? 0 : i);
      const matrix = Array.from({ length: 7 }, (_, i) => Array.from({ length: 7 }, (_, j) => at(like(i), like(j))));
      for (const algorithm of ['ensemble', 'calibration', 'filtering'] satisfies Algorithm[]) {
        const { values } = capabilities(algorithm, matrix);
        expect(values[copy], algorithm).toBe(values[0]);
      }
    }),
  );
});
