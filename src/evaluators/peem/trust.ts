// Not in the paper: how far the ranking can be trusted. The items are resampled with replacement, the whole method is run
// on each resample, and the spread is reported (the bootstrap; Efron & Tibshirani 1993, An Introduction to the
// Bootstrap). It says how the ranking would vary with other items of the same kind; an error that all models share it
// cannot see.
import type { Interval } from '../../stats/interval.ts';
import { percentileInterval } from '../../stats/percentile-interval.ts';
import { random } from '../../stats/random.ts';
import { type RankDistribution, rankDistribution } from '../../stats/rank-distribution.ts';
import { standardDeviation } from '../../stats/standard-deviation.ts';

export interface Resampling {
  seed: number | string;
  /** How often the items are resampled; see `affordableResamples`. */
  resamples: number;
}

/** How sure the capability and the rank of one model are. */
interface Trust {
  model: number;
  /** Of the capability; `undefined` for fewer than two items. */
  interval: Interval | undefined;
  /** Bootstrap standard error of the capability. */
  stderr: number | undefined;
  /** Interval of the rank, 1 is best, and the probability of being best. */
  rank: RankDistribution | undefined;
}

/** The trust in all ranked models, and the pairs of them whose order is not sure. */
export interface TrustReport {
  models: Trust[];
  indistinguishable: [number, number][];
  resamples: number;
  blocks: number;
}

/**
 * A statistic in each resample of the items, which are drawn in blocks where they are many (see consistency/blocks.ts);
 * none for fewer than two blocks. One pass serves several algorithms, and what is compared between them is of the same
 * resamples. The draws follow the order of the items: who wants the same digits whatever that order sorts them first.
 *
 * @param statistic gets how often each block was drawn; the array is reused from one resample to the next
 */
export function resampled<T>(
  blocks: number,
  { seed, resamples }: Resampling,
  statistic: (weights: Float64Array) => T,
): T[] {
  if (blocks < 2) return [];
  const { int } = random(`${seed}/trust`);
  const weights = new Float64Array(blocks);
  return Array.from({ length: resamples }, () => {
    weights.fill(0);
    for (let draw = 0; draw < blocks; draw += 1) weights[int(blocks)]! += 1;
    return statistic(weights);
  });
}

/**
 * What the replicates, one value for each ranked model, say of the trust in them.
 *
 * Two models can't be told apart when the interval of the difference of their capabilities in the same resamples holds
 * 0, that is, when neither is ahead in more than (1 + level)/2 of the resamples (a tie counts half for each).
 *
 * @param ranked the models that the values are of: human labels that joined as a reference are not ranked
 */
export function trustFrom(
  replicates: readonly (readonly number[])[],
  { ranked, blocks, level = 0.95 }: { ranked: readonly number[]; blocks: number; level?: number },
): TrustReport {
  const ranks = rankDistribution(replicates, { level });
  return {
    models: ranked.map((model, at) => {
      const values = replicates.map((replicate) => replicate[at]!);
      return {
        model,
        interval: percentileInterval(values, level),
        stderr: standardDeviation(values),
        rank: ranks?.[at],
      };
    }),
    indistinguishable: indistinguishablePairs(replicates, ranked, level),
    resamples: replicates.length,
    blocks,
  };
}

/** 1000 resamples up to 50 models, fewer beyond, 200 at least: the EM costs the cube of the models. */
export function affordableResamples(models: number): number {
  return Math.max(200, Math.min(1000, Math.floor(1000 * (50 / models) ** 2)));
}

function indistinguishablePairs(
  replicates: readonly (readonly number[])[],
  ranked: readonly number[],
  level: number,
): [number, number][] {
  const sure = replicates.length * ((1 + level) / 2);
  const pairs: [number, number][] = [];
  for (let a = 0; a < ranked.length; a += 1) {
    for (let b = a + 1; b < ranked.length; b += 1) {
      let ahead = 0;
      for (const values of replicates) ahead += values[a]! > values[b]! ? 1 : values[a] === values[b] ? 0.5 : 0;
      if (ahead <= sure && replicates.length - ahead <= sure) pairs.push([ranked[a]!, ranked[b]!]);
    }
  }
  return pairs;
}
