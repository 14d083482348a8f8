import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { mean } from '../../stats/mean.ts';
import { random } from '../../stats/random.ts';
import { batchesOfRound, heterogeneousBatches, homogeneousBatches, randomBatches } from './compose.ts';

const sortedCopy = (batch: readonly number[]) => [...batch].sort((a, b) => a - b);

describe('heterogeneousBatches', () => {
  it('takes one sample from each quality stratum: batch i has the ranks m·j + i', () => {
    // 6 samples, batches of 3: m = 2. By rank: 5 4 3 2 1 0. Batch 0 has ranks 0, 2, 4; batch 1 ranks 1, 3, 5.
    const batches = [...heterogeneousBatches([10, 20, 30, 40, 50, 60], 3, random(1))];
    expect(batches.map(sortedCopy)).toEqual([
      [1, 3, 5],
      [0, 2, 4],
    ]);
  });

  it('holds out what does not fill a batch, as a short last one', () => {
    const batches = [...heterogeneousBatches([1, 2, 3, 4, 5, 6, 7], 3, random(1))];
    expect(batches.map((batch) => batch.length)).toEqual([3, 3, 1]);
  });

  it('has one batch where there are fewer samples than it could take', () => {
    expect(Array.from(heterogeneousBatches([1, 2], 10, random(1)), sortedCopy)).toEqual([[0, 1]]);
  });

  it('spans more of the quality range than neighbours do', () => {
    const scores = Array.from({ length: 100 }, (_, i) => i);
    const spread = (batch: readonly number[]) => Math.max(...batch) - Math.min(...batch);
    const heterogeneous = Array.from(heterogeneousBatches(scores, 10, random(1)), spread);
    expect(heterogeneous).toEqual(Array.from({ length: 10 }, () => 90)); // from rank i to rank 90 + i
    expect(Array.from(homogeneousBatches(scores, 10, random(1)), spread)).toEqual(Array.from({ length: 10 }, () => 9));
  });
});

test('batches of a judge that stands by its whole numbers differ from round to round', () => {
  // 60 samples with 5 scores in batches of 10. With ties in the order of the dataset every two meet again.
  const scores = Array.from({ length: 60 }, (_, i) => 1 + (i % 5));
  const again = Array.from({ length: 50 }, (_, round) => {
    const [before, after] = [round, round + 1].map(
      (seed) => new Set([...heterogeneousBatches(scores, 10, random(seed))].flatMap(pairs)),
    );
    return [...before!].filter((pair) => after!.has(pair)).length / before!.size;
  });
  // Two of one batch meet again as often as if batches were random: 9 of the 59 others do.
  expect(mean(again)).toBeCloseTo(9 / 59, 1);
});

function pairs(batch: readonly number[]): string[] {
  return batch.flatMap((a) => batch.filter((b) => a < b).map((b) => `${a} ${b}`));
}

describe('batchesOfRound', () => {
  const latest = [1, undefined, 5, 3, 2, 4];
  const round = (composition: 'heterogeneous' | 'homogeneous' | 'random', number: number) => [
    ...batchesOfRound({ composition, batchSize: 3 }, number, latest, random(1)),
  ];

  it('is random in the first round, and in every one where that is asked for', () => {
    const expected = [...randomBatches(6, 3, random(1))];
    expect(round('heterogeneous', 0)).toEqual(expected);
    expect(round('homogeneous', 0)).toEqual(expected);
    expect(round('random', 2)).toEqual(expected);
  });

  it('goes by the scores after that, with what no round could score in the middle', () => {
    const withMiddle = [1, 3, 5, 3, 2, 4]; // the median of 1 2 3 4 5
    expect(round('heterogeneous', 1)).toEqual([...heterogeneousBatches(withMiddle, 3, random(1))]);
    expect(round('homogeneous', 1)).toEqual([...homogeneousBatches(withMiddle, 3, random(1))]);
  });

  it('has batches where no round could score anything', () => {
    const none = [undefined, undefined, undefined];
    const batches = [...batchesOfRound({ composition: 'heterogeneous', batchSize: 2 }, 1, none, random(1))];
    expect(batches.map((batch) => batch.length)).toEqual([2, 1]);
    expect(sortedCopy(batches.flat())).toEqual([0, 1, 2]);
  });
});

describe('every composition', () => {
  it('puts every sample into one batch, none larger than asked, the same for the same seed', () => {
    const compositions = [
      (scores: number[], size: number, seed: number) => [...randomBatches(scores.length, size, random(seed))],
      (scores: number[], size: number, seed: number) => [...heterogeneousBatches(scores, size, random(seed))],
      (scores: number[], size: number, seed: number) => [...homogeneousBatches(scores, size, random(seed))],
    ];
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, min: -5, max: 5 }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 12 }),
        fc.nat(),
        (scores, size, seed) => {
          for (const compose of compositions) {
            const batches = compose(scores, size, seed);
            expect(sortedCopy(batches.flat())).toEqual(scores.map((_, i) => i));
            for (const batch of batches) {
              expect(batch.length).toBeGreaterThan(0);
              expect(batch.length).toBeLessThanOrEqual(size);
            }
            expect(compose(scores, size, seed)).toEqual(batches);
          }
        },
      ),
    );
  });
});
