import { describe, expect, test } from 'vitest';
import { random } from '../../stats/random.ts';
import { capabilities } from './algorithms.ts';
import { dealt } from './consistency/blocks.ts';
import { consistencyMatrix, type PairSums } from './consistency/pair-sums.ts';
import { pairSums } from './consistency.ts';
import type { Matrix } from './predictions.ts';
import { affordableResamples, type Resampling, resampled, type TrustReport, trustFrom } from './trust.ts';

/** Models that are right with the given probabilities, else give one of 20 wrong answers. */
function simulated(accuracies: readonly number[], items: number, samples = 2, seed = 3): string[][][] {
  const { next, int } = random(seed);
  return accuracies.map((accuracy) =>
    Array.from({ length: items }, () =>
      Array.from({ length: samples }, () => (next() < accuracy ? 'right' : `wrong ${int(20)}`)),
    ),
  );
}

/** Trust in the capabilities by one algorithm. */
function trust(
  sums: PairSums,
  capability: (consistency: Matrix) => number[],
  {
    seed,
    resamples = affordableResamples(sums.models),
    ranked = Array.from({ length: sums.models }, (_, i) => i),
  }: Pick<Resampling, 'seed'> & { resamples?: number; ranked?: readonly number[] },
): TrustReport {
  const replicates = resampled(sums.blocks.count, { seed, resamples }, (weights) => {
    const values = capability(consistencyMatrix(sums, { weights }));
    return ranked.map((model) => values[model]!);
  });
  return trustFrom(replicates, { ranked, blocks: sums.blocks.count });
}

const ensemble = (matrix: Matrix) => capabilities('ensemble', matrix).values;

describe('trust', () => {
  const sums = pairSums(simulated([0.9, 0.6, 0.6, 0.3], 300), { type: 'exact' }, dealt(300, 300, 1));
  const report = trust(sums, ensemble, { seed: 1, resamples: 300 });

  test('intervals hold the estimate, ranks and the best are known where models differ much', () => {
    const values = ensemble(consistencyMatrix(sums));
    for (const { model, interval } of report.models) {
      expect(interval!.low).toBeLessThan(values[model]!);
      expect(interval!.high).toBeGreaterThan(values[model]!);
    }
    expect(report.models[0]!.rank).toEqual({ low: 1, high: 1, best: 1 });
    expect(report.models[3]!.rank).toEqual({ low: 4, high: 4, best: 0 });
  });

  test('equal models can not be told apart', () => {
    expect(report.indistinguishable).toEqual([[1, 2]]);
  });

  test('depends on the seed only', () => {
    expect(trust(sums, ensemble, { seed: 1, resamples: 300 })).toEqual(report);
    expect(trust(sums, ensemble, { seed: 2, resamples: 300 })).not.toEqual(report);
  });

  test('human labels are not ranked', () => {
    const ranked = trust(sums, ensemble, { seed: 1, resamples: 50, ranked: [1, 2, 3] });
    expect(ranked.models.map(({ model }) => model)).toEqual([1, 2, 3]);
    expect(ranked.models.reduce((sum, { rank }) => sum + rank!.best, 0)).toBeCloseTo(1, 9);
  });

  test('one item has no interval', () => {
    const one = pairSums(simulated([1, 0.5, 0], 1), { type: 'exact' }, dealt(1, 200, 1));
    const { models, indistinguishable } = trust(one, ensemble, { seed: 1 });
    expect(models.map(({ interval, rank }) => [interval, rank])).toEqual(Array(3).fill([undefined, undefined]));
    expect(indistinguishable).toHaveLength(3);
  });

  test('intervals of few items are wide enough', () => {
    const accuracies = [0.8, 0.6, 0.4];
    const agree = (a: number, b: number) => a * b + ((1 - a) * (1 - b)) / 20;
    const truth = (agree(0.8, 0.6) + agree(0.8, 0.4)) / 2;
    let covered = 0;
    for (let run = 0; run < 400; run += 1) {
      const sums = pairSums(simulated(accuracies, 12, 2, run), { type: 'exact' }, dealt(12, 200, 1));
      const { low, high } = trust(sums, ensemble, { seed: run, resamples: 400 }).models[0]!.interval!;
      if (low <= truth && truth <= high) covered += 1;
    }
    // 95% of 400 less two standard errors; percentiles as they are cover in 363.
    expect(covered).toBeGreaterThanOrEqual(371);
  });

  test('blocks of items give the width that items give', () => {
    const predictions = simulated([0.8, 0.6, 0.4], 4000, 1);
    const width = (blocks: number) => {
      const { interval } = trust(pairSums(predictions, { type: 'exact' }, dealt(4000, blocks, 5)), ensemble, {
        seed: 5,
        resamples: 1000,
      }).models[0]!;
      return interval!.high - interval!.low;
    };
    // Standard errors of 5% from 200 blocks, and 2% from 1000 resamples, twice: 3 of them are about 20%.
    expect(width(200) / width(4000)).toBeGreaterThan(0.8);
    expect(width(200) / width(4000)).toBeLessThan(1.2);
  });
});
