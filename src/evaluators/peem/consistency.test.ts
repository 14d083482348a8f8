import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  straightforwardExact,
  straightforwardNumeric,
  straightforwardRating,
  straightforwardSet,
  straightforwardText,
} from '../../../bench/straightforward.ts';
import { dealt } from './consistency/blocks.ts';
import { consistencyMatrix, selfConsistency } from './consistency/pair-sums.ts';
import { reliabilityOfMeans } from './consistency/rating.ts';
import { type Measure, pairSums } from './consistency.ts';
import type { Prediction, Predictions } from './predictions.ts';

const consistency = (predictions: Predictions, measure: Measure): number[][] =>
  consistencyMatrix(pairSums(predictions, measure));

/** Predictions as [model][item][sample] of 1 to 5 models, 1 to 6 items, 0 to 4 samples that differ in number. */
const predictionsOf = <P extends Prediction>(prediction: fc.Arbitrary<P>): fc.Arbitrary<(P | null)[][][]> =>
  fc.integer({ min: 1, max: 6 }).chain((items) =>
    fc.array(
      fc.array(fc.array(fc.option(prediction, { freq: 4 }), { maxLength: 4 }), {
        minLength: items,
        maxLength: items,
      }),
      { minLength: 1, maxLength: 5 },
    ),
  );

const letters = fc.subarray(['A', 'B', 'C', 'D']).map((options) => options.join(''));
const words = fc
  .array(fc.constantFrom('blue', 'the', 'Green,', 'red', '蓝'), { maxLength: 5 })
  .map((all) => all.join(' '));
const cases: [Measure, fc.Arbitrary<Prediction>, (predictions: never) => number[][]][] = [
  [{ type: 'exact' }, fc.constantFrom('a', 'b', ''), straightforwardExact],
  [{ type: 'set' }, letters, straightforwardSet],
  [{ type: 'rating' }, fc.integer({ min: 1, max: 5 }), straightforwardRating],
  [
    { type: 'numeric', absolute: 1, relative: 0.1 },
    fc.integer({ min: -30, max: 30 }),
    (predictions) => straightforwardNumeric(predictions, 1, 0.1),
  ],
  [{ type: 'text' }, words, straightforwardText],
];

function expectClose(found: readonly (readonly number[])[], expected: readonly (readonly number[])[]): void {
  expect(found.length).toBe(expected.length);
  for (const [i, row] of expected.entries()) {
    for (const [j, value] of row.entries()) expect(Math.abs(found[i]![j]! - value)).toBeLessThan(1e-9);
  }
}

describe.each(cases)('consistency $type', (measure, prediction, straightforward) => {
  test('is what comparing every pair of samples gives', () => {
    fc.assert(
      fc.property(predictionsOf(prediction), (predictions) => {
        expectClose(consistency(predictions, measure), straightforward(predictions as never));
      }),
    );
  });

  test('is symmetric and in its range', () => {
    fc.assert(
      fc.property(predictionsOf(prediction), (predictions) => {
        const matrix = consistency(predictions, measure);
        for (const [i, row] of matrix.entries()) {
          for (const [j, value] of row.entries()) {
            expect(value).toBe(matrix[j]![i]);
            expect(value).toBeGreaterThanOrEqual(measure.type === 'rating' ? -1 : 0);
            expect(value).toBeLessThanOrEqual(1 + 1e-12);
          }
        }
      }),
    );
  });

  test('does not depend on the order of models, items and samples', () => {
    fc.assert(
      fc.property(predictionsOf(prediction), (predictions) => {
        const matrix = consistency(predictions, measure);
        const turned = predictions.map((model) => model.map((samples) => samples.toReversed()).toReversed());
        expectClose(consistency(turned, measure), matrix);
        const models = predictions.toReversed();
        expectClose(consistency(models, measure), matrix.map((row) => row.toReversed()).toReversed());
      }),
    );
  });

  test('of a resample is the consistency of the items drawn', () => {
    fc.assert(
      fc.property(
        predictionsOf(prediction),
        fc.infiniteStream(fc.integer({ min: 0, max: 3 })),
        (predictions, draws) => {
          const items = predictions[0]!.length;
          const weights = Array.from({ length: items }, () => draws.next().value as number);
          // How many samples the diagonal is for is a matter of all items, drawn or not.
          const samples = weights.map((_, item) => Math.max(...predictions.map((model) => model[item]!.length)));
          const most = samples.indexOf(Math.max(...samples));
          weights[most] = Math.max(1, weights[most]!);
          const drawn = predictions.map((model) => model.flatMap((samples, k) => Array(weights[k]!).fill(samples)));
          const sums = pairSums(predictions, measure, dealt(items, items, 1));
          expectClose(consistencyMatrix(sums, { weights }), consistency(drawn, measure));
          expectClose(consistencyMatrix(sums), consistency(predictions, measure));
        },
      ),
    );
  });
});

describe('consistency by hand', () => {
  test('exact: an empty answer equals nothing, the diagonal pairs a sample with itself', () => {
    const predictions: Predictions = [
      [['7', '8'], ['x']],
      [['7', null], ['']],
    ];
    // (0,0): item 1 has 2 of 4 equal pairs; of item 2 there is one sample, which says nothing of two. (0,1): 1 of 4,
    // 0 of 1: (1/4 + 0)/2. (1,1): 1 of 4 (the unread one does not equal itself).
    expect(consistency(predictions, { type: 'exact' })).toEqual([
      [0.5, 0.125],
      [0.125, 0.25],
    ]);
  });

  test('exact: an item that a model was not asked is left out for its pairs', () => {
    expect(
      consistency(
        [
          [['a'], []],
          [['a'], ['b']],
        ],
        { type: 'exact' },
      ),
    ).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });

  test('exact: a number is the answer it is written as', () => {
    expect(consistency([[[7]], [['7']]], { type: 'exact' })[0]![1]).toBe(1);
  });

  test('set: F1 of the options, an unread reply being the empty set', () => {
    const predictions: Predictions = [[['AB', 'A']], [['A', null]]];
    const matrix = consistency(predictions, { type: 'set' });
    // (0,1): AB-A has P, R = 1/2, 1: 2/3; A-A 1; both with the empty set 0: (2/3 + 1 + 0 + 0)/4 = 5/12.
    expect(matrix[0]![1]).toBeCloseTo(5 / 12, 9);
    // (0,0): AB-A and A-AB only, 2/3 each. (1,1): A and nothing, 0.
    expect(matrix[0]![0]).toBeCloseTo(2 / 3, 9);
    expect(matrix[1]![1]).toBe(0);
    // Two unread replies agree, as published.
    expect(consistency([[[null]], [[null]]], { type: 'set' })[0]![1]).toBeCloseTo(1, 9);
    // With one sample an item nothing is left of the diagonal, as published.
    expect(consistency([[['A']], [['A']]], { type: 'set' })[0]![0]).toBe(0);
  });

  test('set: options may have names, and be more than 32', () => {
    const all = Array.from({ length: 40 }, (_, k) => `option ${k}`);
    const matrix = consistency([[[all]], [[all.slice(30)]]], { type: 'set' });
    // P = 10/10, R = 10/40: F = 2·(1/4)/(5/4) = 0.4.
    expect(matrix[0]![1]).toBeCloseTo(0.4, 9);
    expect(consistency([[[['AB']]], [['AB']]], { type: 'set' })[0]![1]).toBe(0);
  });

  test('rating: Pearson of the per-item means, unread ones left out', () => {
    const predictions: Predictions = [
      [[1, 3], [4], [5, null], [2]],
      [[2], [3], [7], [null]],
    ];
    // Means 2, 4, 5 and 2, 3, 7 over the three items that both rated: deviations -5/3, 1/3, 4/3 and -2, -1, 3;
    // r = (10/3 - 1/3 + 4) / √((25 + 1 + 16)/9 · 14) = 7 / √(196/3).
    expect(consistency(predictions, { type: 'rating' })[0]![1]).toBeCloseTo(7 / Math.sqrt(196 / 3), 12);
    expect(
      consistency(
        [
          [[3], [3]],
          [[1], [2]],
        ],
        { type: 'rating' },
      ),
    ).toEqual([
      [0, 0],
      [0, 1],
    ]);
  });

  test('numeric: within the tolerance', () => {
    const within = (a: number, b: number, measure: Measure) => consistency([[[a]], [[b]]], measure)[0]![1];
    expect(within(1 / 3, 0.1 + 1 / 3 - 0.1, { type: 'numeric' })).toBe(1);
    expect(within(3.13, 3.15, { type: 'numeric' })).toBe(0);
    expect(within(3.13, 3.15, { type: 'numeric', absolute: 0.03 })).toBe(1);
    expect(within(100, 101, { type: 'numeric', relative: 0.01 })).toBe(1);
  });

  test('text: F1 of tokens', () => {
    // "cat sat" and "cat sat down" once articles are gone: 2·2/(2 + 3).
    expect(consistency([[['The cat sat.']], [['a cat sat down']]], { type: 'text' })[0]![1]).toBeCloseTo(0.8, 12);
    expect(consistency([[['…']], [['…']]], { type: 'text' })[0]![1]).toBe(0);
  });

  test('a model with itself, without pairing a sample with itself', () => {
    // Of the two ordered pairs of different samples none is equal in item 1, both are in item 2.
    const [twice, once] = selfConsistency(
      pairSums(
        [
          [
            ['a', 'b'],
            ['c', 'c'],
          ],
          [['a'], ['c']],
        ],
        { type: 'exact' },
      ),
    );
    expect(twice).toBe(0.5);
    expect(once).toBeNaN();
  });

  test('exact: the diagonal is that of as many samples as the most, whatever a model has', () => {
    const five = ['a', 'a', 'a', 'b', 'c'];
    const predictions: Predictions = [
      [five, five],
      [five.slice(2, 4), ['a', 'a']],
      [['a'], ['a']],
    ];
    const matrix = consistencyMatrix(pairSums(predictions, { type: 'exact' }), { unknown: Number.NaN });
    // Five: (9 + 1 + 1)/25. Two: different in one item and equal in the other, of two samples 0 and 1: (1 + 4·0)/5 and
    // (1 + 4·1)/5. One says nothing of two.
    expect(matrix[0]![0]).toBeCloseTo(11 / 25, 12);
    expect(matrix[1]![1]).toBeCloseTo((1 / 5 + 1) / 2, 12);
    expect(matrix[2]![2]).toBeNaN();
  });

  test('rating: the samples of a model with each other, without pairing a sample with itself', () => {
    const self = (...items: (number | null)[][]) => selfConsistency(pairSums([items], { type: 'rating' }))[0]!;
    // Pairs (1,2), (2,1), (4,4), (4,4), (5,4), (4,5): mean 10/3, Σx² = 78, Σxy = 76, so that
    // r = (76 - 6·100/9) / (78 - 6·100/9) = 28/34.
    expect(self([1, 2], [4, 4], [5, 4], [3, null], [])).toBeCloseTo(28 / 34, 12);
    // Of three samples every pair counts, and the item as much as one of two: pairs of 1, 2, 3 have mean x² 14/3, xy 11/3;
    // those of 5, 5 have 25, 25; mean 7/2: r = ((11/3 + 25)/2 - 49/4) / ((14/3 + 25)/2 - 49/4).
    expect(self([1, 2, 3], [5, 5])).toBeCloseTo((86 / 6 - 49 / 4) / (89 / 6 - 49 / 4), 12);
    expect(self([2, 2], [3, 3])).toBe(1);
    expect(self([0.1, 0.1, 0.1], [0.1, 0.1, 0.1])).toBe(0);
    expect(self([2], [3], [null, 4])).toBeNaN();
  });

  test('means of ratings are more reliable than ratings', () => {
    expect(reliabilityOfMeans(0.5, 5)).toBeCloseTo(5 / 6, 12);
    expect(reliabilityOfMeans(0.5, 1)).toBe(0.5);
    expect(reliabilityOfMeans(-0.3, 5)).toBe(0);
    expect(reliabilityOfMeans(Number.NaN, 1)).toBeNaN();
  });

  test('says which prediction is of the wrong kind', () => {
    expect(() => consistency([[['A']], [[3]]], { type: 'set' })).toThrow('model 1, item 0: 3 is no prediction');
    expect(() => consistency([[['A'], ['B']], [['A']]], { type: 'set' })).toThrow('every model must have every item');
  });
});
