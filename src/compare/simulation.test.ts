import { describe, expect, it } from 'vitest';
import { compare } from './compare.ts';
import { normals, scoreOf } from './fixtures.ts';
import type { Group } from './groups.ts';

const TRIALS = 250;

/** Less than for a single comparison: what is random about them evens out over the trials. */
const options = { effort: { resamples: 1000, permutations: 1000 } };

/**
 * Runs whose samples share a difficulty, each with noise of its own; of several turns, those of a session share noise,
 * too.
 */
function trial(seed: string, runs: number, effect: number, { samples = 30, turns = 1, criteria = ['c1'] } = {}): Group {
  const normal = normals(seed);
  const difficulty = new Map<string, number>();
  const shared = (key: string) => {
    if (!difficulty.has(key)) difficulty.set(key, normal());
    return difficulty.get(key)!;
  };
  const subjects = Array.from({ length: runs }, (_, run) => ({
    label: `run ${run}`,
    aliases: [],
    evaluator: 'batcheval',
    scores: criteria.flatMap((criterion) =>
      Array.from({ length: samples }, (_, s) => s).flatMap((s) => {
        const session = turns > 1 ? normal() : 0;
        return Array.from({ length: turns }, (_, turn) =>
          scoreOf(`s${s}`, shared(`${criterion} ${s} ${turn}`) + session + normal() + run * effect, {
            criterion,
            ...(turns > 1 && { turn: turn + 1 }),
          }),
        );
      }),
    ),
  }));
  return { name: '', subjects };
}

/** What a share of TRIALS may be off by: three standard errors. */
const within = (share: number) => 3 * Math.sqrt((share * (1 - share)) / TRIALS);

describe('runs with a known difference', () => {
  it.each([
    ['30 samples', { samples: 30 }, 0.5],
    ['8 samples', { samples: 8 }, 0.5],
    ['20 sessions of 4 turns', { samples: 20, turns: 4 }, 0.5],
    ['no difference', { samples: 30 }, 0],
  ])(
    'have it in 95%% of the intervals: %s',
    (name, shape, effect) => {
      let covered = 0;
      for (let i = 0; i < TRIALS; i += 1) {
        const [found] = compare([trial(`${name} ${i}`, 2, effect, shape)], options);
        if (found!.low! <= effect && found!.high! >= effect) covered += 1;
      }
      expect(Math.abs(covered / TRIALS - 0.95)).toBeLessThanOrEqual(within(0.95));
    },
    120_000,
  );

  it('are told apart as often as the number of samples that is said to be needed promises', () => {
    // Cohen's d_z of 0.5 / √2: 63 samples have a power of 80%.
    let told = 0;
    for (let i = 0; i < TRIALS; i += 1) {
      if (compare([trial(`power ${i}`, 2, 0.5, { samples: 63 })], options)[0]!.verdict === 'better') told += 1;
    }
    expect(Math.abs(told / TRIALS - 0.8)).toBeLessThanOrEqual(within(0.8));
  }, 120_000);
});

describe('runs without a difference', () => {
  it('raise any false alarm in no more than 5% of the comparisons of four runs on two criteria', () => {
    let alarms = 0;
    let uncorrected = 0;
    for (let i = 0; i < TRIALS; i += 1) {
      const found = compare([trial(`none ${i}`, 4, 0, { samples: 20, criteria: ['c1', 'c2'] })], options);
      expect(found).toHaveLength(12);
      if (found.some(({ verdict }) => verdict !== 'undecided')) alarms += 1;
      if (found.some(({ p }) => p! <= 0.05)) uncorrected += 1;
    }
    expect(alarms / TRIALS).toBeLessThanOrEqual(0.05 + within(0.05));
    expect(uncorrected / TRIALS).toBeGreaterThan(0.2); // what the correction is for
  }, 300_000);

  it('raise none for the turns of a session that go up and down together', () => {
    let alarms = 0;
    for (let i = 0; i < TRIALS; i += 1) {
      const [found] = compare([trial(`sessions ${i}`, 2, 0, { samples: 20, turns: 8 })], options);
      if (found!.verdict !== 'undecided') alarms += 1;
    }
    expect(alarms / TRIALS).toBeLessThanOrEqual(0.05 + within(0.05));
  }, 120_000);
});
