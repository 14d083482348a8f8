// How the time of PEEM's consistency matrix grows with models, items and samples, against comparing every pair of samples,
// in the same process. Run it with
//
//   npm run bench:peem
import { consistencyMatrix } from '../src/evaluators/peem/consistency/pair-sums.ts';
import { type Measure, pairSums } from '../src/evaluators/peem/consistency.ts';
import type { Prediction, Predictions } from '../src/evaluators/peem/predictions.ts';
import { random } from '../src/stats/random.ts';
import { straightforwardExact, straightforwardRating, straightforwardSet } from './straightforward.ts';

function simulated(
  models: number,
  items: number,
  samples: number,
  answer: (n: number) => Prediction,
): Prediction[][][] {
  const { next, int } = random('bench');
  return Array.from({ length: models }, (_, m) =>
    Array.from({ length: items }, () =>
      Array.from({ length: samples }, () => answer(next() < 0.2 + (0.6 * m) / models ? 0 : 1 + int(20))),
    ),
  );
}

const consistency = (predictions: Predictions, type: Measure['type']): number[][] =>
  consistencyMatrix(pairSums(predictions, { type } as Measure));

function seconds(work: () => unknown): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}

interface Kind {
  type: Measure['type'];
  /** Where the straightforward way would make more comparisons, which take minutes, it is left out. */
  patience: number;
  answer(n: number): Prediction;
  straightforward(predictions: Predictions): number[][];
}

const SETS = ['A', 'B', 'AB', 'C', 'AC', 'BC', 'ABC', 'D'];
const KINDS: Kind[] = [
  {
    type: 'exact',
    patience: 3e8,
    answer: (n) => `answer ${n}`,
    straightforward: (predictions) => straightforwardExact(predictions as Predictions<string>),
  },
  {
    type: 'set',
    patience: 1.1e7,
    answer: (n) => SETS[n % SETS.length]!,
    straightforward: (predictions) => straightforwardSet(predictions as Predictions<string>),
  },
  {
    type: 'rating',
    patience: 2.6e6,
    answer: (n) => n % 5,
    straightforward: (predictions) => straightforwardRating(predictions as Predictions<number>),
  },
];

const SIZES: [models: number, items: number, samples: number][] = [
  [5, 1000, 5],
  [10, 1000, 5],
  [20, 1000, 5],
  [10, 2000, 5],
  [10, 4000, 5],
  [10, 1000, 10],
  [10, 1000, 20],
  [100, 10_000, 5],
];

console.log('measure  models   items  samples   ours (s)  straightforward (s)   times faster');
for (const { type, patience, answer, straightforward } of KINDS) {
  consistency(simulated(5, 500, 5, answer), type); // compiled before it is measured
  for (const [models, items, samples] of SIZES) {
    const predictions = simulated(models, items, samples, answer);
    const ours = seconds(() => consistency(predictions, type));
    const comparisons = models ** 2 * items * samples ** 2;
    const theirs = comparisons > patience ? undefined : seconds(() => straightforward(predictions));
    const cells = [
      type.padEnd(7),
      String(models).padStart(7),
      String(items).padStart(7),
      String(samples).padStart(8),
      ours.toFixed(3).padStart(10),
      (theirs?.toFixed(3) ?? `(${comparisons.toExponential(0)} comparisons)`).padStart(20),
      (theirs === undefined ? '' : (theirs / ours).toFixed(1)).padStart(14),
    ];
    console.log(cells.join(' '));
  }
}
