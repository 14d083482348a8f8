import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { humanDistances } from './human-distance.ts';

const scale = { low: 1, high: 3 };

test('on the same scale it is the difference, as a share of the scale', () => {
  const pairs = [
    { score: 3, human: 1 },
    { score: 2, human: 2.5 },
  ];
  expect(humanDistances(pairs, scale)).toEqual([1, 0.25]);
});

test('on another scale, one sample within the judge’s scale is not taken for one on the same', () => {
  // Human scores from 0 to 2: all agree but the last, the best for the judge and the worst for people.
  const pairs = [
    { score: 1.5, human: 0.5 },
    { score: 2, human: 1 },
    { score: 2.5, human: 1.5 },
    { score: 2.9, human: 0.2 },
  ];
  // Places by score 1, 2, 3, 4 and by human score 2, 3, 4, 1, of which the most possible difference is 3.
  expect(humanDistances(pairs, scale)).toEqual([1 / 3, 1 / 3, 1 / 3, 1]);
});

const pairs = fc.array(
  fc.record({ score: fc.integer({ min: 10, max: 30 }), human: fc.integer({ min: 10, max: 30 }) }),
  {
    minLength: 1,
  },
);

test('it lies between 0 and 1, and on another scale does not depend on which', () => {
  fc.assert(
    fc.property(pairs, fc.constantFrom(0.5, 2, 100), (drawn, factor) => {
      const range = { low: 10, high: 30 };
      const shifted = (by: number) => drawn.map(({ score, human }) => ({ score, human: human * factor + by }));
      const [one, other] = [humanDistances(shifted(10_000), range), humanDistances(shifted(-10_000), range)];
      expect(one).toEqual(other);
      for (const each of [...one, ...humanDistances(drawn, range)]) {
        expect(each).toBeGreaterThanOrEqual(0);
        expect(each).toBeLessThanOrEqual(1);
      }
    }),
  );
});

test('scores in the order of the human scores have no distance on another scale', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 10, max: 30 }), { minLength: 1 }), (scores) => {
      const found = humanDistances(
        scores.map((score) => ({ score, human: score * 100 })),
        { low: 10, high: 30 },
      );
      expect(found.every((each) => each === 0)).toBe(true);
    }),
  );
});
