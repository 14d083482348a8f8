// How often copies are found, and independent models taken for copies, in simulated runs whose seeds are fixed.
import { describe, expect, test } from 'vitest';
import { type Random, random } from '../../stats/random.ts';
import { analyse } from './analysis.ts';
import { inputsOf, items } from './fixtures.ts';
import { GivenPredictions } from './given-predictions.ts';
import type { Prediction, Predictions } from './predictions.ts';

const ITEMS = 200;
const RUNS = 20;

function pairsIn(
  predictions: Predictions,
  part: object = {},
): { near: number[][]; identical: readonly (readonly number[])[] } {
  const given = new GivenPredictions();
  for (const [model, ofModel] of predictions.entries()) {
    for (const [item, samples] of ofModel.entries()) {
      for (const prediction of samples) given.add(`m${model}`, item, undefined, prediction, { value: {}, place: '' });
    }
  }
  const inputs = inputsOf({ algorithms: ['ensemble'], ...part }, { items: items(ITEMS), predictions: given });
  const { nearCopies, identical } = analyse([], inputs);
  return { near: nearCopies.map(({ pair }) => pair), identical };
}

/** How many pairs are named in all runs, and how often the last two models are one. */
function named(make: (draw: Random) => Predictions, part: object = {}) {
  let lastTwo = 0;
  let others = 0;
  for (let run = 0; run < RUNS; run += 1) {
    const predictions = make(random(`copies ${run}`));
    for (const pair of pairsIn(predictions, part).near) {
      if (pair.join() === `${predictions.length - 2},${predictions.length - 1}`) lastTwo += 1;
      else others += 1;
    }
  }
  return { lastTwo, others };
}

const normal = ({ next }: Random): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());

/** Items that are hard or easy for all (Rasch), errors that are independent given the item. */
const rasch =
  (abilities: readonly number[], spread: number, wrong: (draw: Random) => string, samples: number) =>
  (draw: Random): Predictions => {
    const difficulties = Array.from({ length: ITEMS }, () => spread * normal(draw));
    return abilities.map((ability) =>
      difficulties.map((difficulty) =>
        Array.from({ length: samples }, () =>
          draw.next() < 1 / (1 + Math.exp(difficulty - ability)) ? 'right' : wrong(draw),
        ),
      ),
    );
  };

const open = ({ int }: Random) => `${int(1_000_000)}`;
const choice = ({ int }: Random) => 'BCDE'[int(4)]!;

/** Models with an opinion of their own on each item, which a sample gives with some probability, else any answer. */
const opinionated =
  ({
    accuracies,
    kept,
    samples,
    copies,
  }: {
    accuracies: readonly number[];
    kept: number;
    samples: number;
    copies: boolean;
  }) =>
  (draw: Random): Predictions => {
    const any = () => 'ABCDE'[draw.int(5)]!;
    const opinions = accuracies.map((accuracy) =>
      Array.from({ length: ITEMS }, () => (draw.next() < accuracy ? 'A' : choice(draw))),
    );
    if (copies) opinions[opinions.length - 1] = opinions.at(-2)!;
    return opinions.map((ofModel) =>
      ofModel.map((opinion) => Array.from({ length: samples }, () => (draw.next() < kept ? opinion : any()))),
    );
  };

describe('independent models are not taken for copies', () => {
  // The first two of each have the same success curve: their consistency is what each has with itself.
  test.each([
    ['open answers', rasch([2, 2, 0.5, 0, -1, -1], 2, open, 5)],
    ['open answers, one sample', rasch([2, 2, 0.5, 0, -1, -1], 2, open, 1)],
    ['few options', rasch([2, 2, 0.5, 0, -1, -1], 2, choice, 5)],
    ['few options, models of all kinds', rasch([2, 1.2, 1, -1, -1.5, -2], 1, choice, 5)],
    ['four models', rasch([1, 1, 0, 0], 1.5, choice, 5)],
    ['opinions', opinionated({ accuracies: [0.9, 0.8, 0.7, 0.6, 0.5, 0.5], kept: 0.9, samples: 5, copies: false })],
  ])('%s', (_, make) => {
    const { lastTwo, others } = named(make);
    // One pair in 20 runs of 6 to 15 pairs is a false alarm rate below 1%.
    expect(lastTwo + others).toBeLessThanOrEqual(1);
  });
});

describe('copies are found', () => {
  test.each([
    ['four models', { accuracies: [0.9, 0.8, 0.6, 0.6], kept: 0.9, samples: 5 }],
    ['six models', { accuracies: [0.9, 0.8, 0.7, 0.6, 0.5, 0.5], kept: 0.9, samples: 5 }],
    ['six models drawn hot', { accuracies: [0.9, 0.8, 0.7, 0.6, 0.5, 0.5], kept: 0.6, samples: 5 }],
    ['the best of six', { accuracies: [0.7, 0.6, 0.7, 0.6, 0.85, 0.85], kept: 0.9, samples: 5 }],
  ])('%s', (_, models) => {
    const { lastTwo, others } = named(opinionated({ ...models, copies: true }));
    expect(lastTwo).toBeGreaterThanOrEqual(18);
    expect(others).toBeLessThanOrEqual(1);
  });
});

describe('ratings', () => {
  /** Ratings of a quality by models with errors of a spread each; of these `own` is the model's opinion of the item. */
  const rated =
    (spreads: readonly number[], { samples, own, copies }: { samples: number; own: number; copies: boolean }) =>
    (draw: Random): Predictions => {
      const qualities = Array.from({ length: ITEMS }, () => normal(draw));
      const opinions = spreads.map((spread) => qualities.map((quality) => quality + own * spread * normal(draw)));
      if (copies) opinions[opinions.length - 1] = opinions.at(-2)!;
      return opinions.map((ofModel, m) =>
        ofModel.map((opinion) => Array.from({ length: samples }, () => opinion + spreads[m]! * normal(draw))),
      );
    };

  test.each([
    ['errors by chance', rated([0.3, 0.6, 1.2, 1.8], { samples: 2, own: 0, copies: false })],
    ['opinions of their own', rated([0.5, 0.7, 0.7, 1, 1], { samples: 3, own: 1, copies: false })],
  ])('%s are no copies', (_, make) => {
    const { lastTwo, others } = named(make, { consistency: 'rating' });
    expect(lastTwo + others).toBeLessThanOrEqual(1);
  });

  test('copies are found', () => {
    const make = rated([0.5, 0.7, 0.7, 0.9, 0.9], { samples: 5, own: 1, copies: true });
    const { lastTwo, others } = named(make, { consistency: 'rating' });
    expect(lastTwo).toBeGreaterThanOrEqual(18);
    expect(others).toBeLessThanOrEqual(1);
  });
});

describe('the same predictions are told, however many models there are', () => {
  const draw = random('identical');
  const answers = (accuracy: number): Prediction[][] =>
    Array.from({ length: ITEMS }, () => Array(3).fill(draw.next() < accuracy ? 'A' : choice(draw)));
  const [one, other] = [answers(0.5), answers(0.9)];

  test('of two and of three models', () => {
    expect(pairsIn([one, one]).identical).toEqual([[0, 1]]);
    expect(pairsIn([other, one, one]).identical).toEqual([[1, 2]]);
    expect(pairsIn([one, other]).identical).toEqual([]);
  });

  test('whatever the order of samples, once for all that are alike, and not as near copies too', () => {
    const shuffled = one.map((samples, item) => (item === 0 ? ['B', 'A', null] : samples));
    const again = one.map((samples, item) => (item === 0 ? [null, 'A', 'B'] : samples));
    const found = pairsIn([shuffled, other, again, shuffled, answers(0.6), answers(0.7)]);
    expect(found.identical).toEqual([[0, 2, 3]]);
    expect(found.near).toEqual([]);
  });
});
