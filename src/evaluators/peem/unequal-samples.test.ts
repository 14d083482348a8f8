import { describe, expect, test } from 'vitest';
import { random } from '../../stats/random.ts';
import type { PeemData } from './data.ts';
import { inputsOf, items } from './fixtures.ts';
import { GivenPredictions } from './given-predictions.ts';
import { peem } from './peem.ts';

describe('models that are not alike in their number of samples', () => {
  /** What file rows give for models that are right with probability 0.6, else any of 3 wrong options. */
  function equals(samples: readonly number[], seed: number): PeemData {
    const { next, int } = random(seed);
    const predictions = new GivenPredictions();
    for (const [m, count] of samples.entries()) {
      for (let item = 0; item < 120; item += 1) {
        for (let sample = 0; sample < count; sample += 1) {
          const answer = next() < 0.6 ? 'A' : 'BCD'[int(3)]!;
          predictions.add(`m${m}`, item, sample, answer, { value: {}, place: '' });
        }
      }
    }
    return { items: items(120), predictions };
  }

  test.each([
    [[1, 5, 5, 5, 5], 'exact'],
    [[2, 5, 5, 5, 5], 'exact'],
    [[1, 5, 5, 5, 5], 'set'],
    [[2, 5, 5, 5, 5], 'text'],
  ] as const)('%j, %s: few samples neither win nor lose', (samples, consistency) => {
    let first = 0;
    let last = 0;
    const draws = 20;
    for (let draw = 0; draw < draws; draw += 1) {
      const inputs = inputsOf({ consistency, resamples: 100 }, equals(samples, draw));
      const scores = peem.conclude([], inputs).scores.map(({ score }) => score!);
      if (scores[0]! >= Math.max(...scores)) first += 1;
      if (scores[0]! <= Math.min(...scores)) last += 1;
    }
    // 1 in 5 by chance, and more at both ends, since few samples vary more.
    expect(first).toBeLessThan(0.6 * draws);
    expect(last).toBeLessThan(0.6 * draws);
  });

  test('whose consistency with itself is not known is told, and its cell is empty', () => {
    const inputs = inputsOf({ resamples: 100 }, equals([1, 5, 5, 5], 1));
    const { tables, warnings } = peem.conclude([], inputs);
    expect(warnings).toContainEqual(expect.stringMatching(/how consistent m0 would be with itself/));
    const { rows } = tables['consistency.csv']!;
    expect(rows.map((row, i) => row[i + 1] === undefined)).toEqual([true, false, false, false]);
  });
});
