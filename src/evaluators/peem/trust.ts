// Not in the paper: how far the ranking can be trusted. The items are resampled with replacement, the whole method is run
// on each resample, and the spread is reported (the bootstrap; Efron & Tibshirani 1993, An Introduction to the
// Bootstrap). It says how the ranking would vary with other items of the same kind; an error that all models share it
// cannot see.
import { expandedLevel } from '../../stats/expanded-level.ts';
import type { Interval } from '../../stats/interval.ts';
import { percentileInterval } from '../../stats/percentile-interval.ts';
import { random } from '../../stats/random.ts';
import { type Comparable, type RankDistribution, rankDistribution } from '../../stats/rank-distribution.ts';
import { standardDeviation } from '../../stats/standard-deviation.ts';
import { type Footing, onOneFooting } from './footing.ts';

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
  /** Interval of the rank, 1 is best, and the probability of being best; `undefined` where nothing tells its rank. */
  rank: RankDistribution | undefined;
}

/** The trust in all ranked models, and the pairs of them whose order is not sure. */
export interface TrustReport {
  models: Trust[];
  /** Of the pairs that can be compared. */
  indistinguishable: [number, number][];
  /** How many pairs can be compared. */
  comparable: number;
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

interface TrustOptions {
  ranked: readonly number[];
  blocks: number;
  footing?: Footing;
  footings?: readonly Footing[];
  level?: number;
}

/**
 * What the replicates, one value for each ranked model, say of the trust in them.
 *
 * Two models can't be told apart when the interval of the difference of their capabilities in the same resamples holds
 * 0, that is, when neither is ahead in more than (1 + level)/2 of the resamples (a tie counts half for each). In a
 * resample where they can't be compared neither is ahead.
 *
 * The interval of a capability, a mean over items, is widened as few items need (`expandedLevel`).
 *
 * The rank of a model that can't be compared with k others may be any of k + 1 in that resample.
 *
 * @param ranked the models that the values are of: human labels that joined as a reference are not ranked
 * @param footing which of them can't be compared: of these nothing is said
 * @param footings the same of each replicate; all can where it is left out
 */
export function trustFrom(
  replicates: readonly (readonly number[])[],
  { ranked, blocks, footing = {}, footings, level = 0.95 }: TrustOptions,
): TrustReport {
  const comparable =
    footings &&
    ((replicate: number, a: number, b: number) => onOneFooting(footings[replicate]!, ranked[a]!, ranked[b]!));
  const ranks = rankDistribution(replicates, { level, comparable });
  const pairs = ranked
    .flatMap((_, a) => ranked.slice(a + 1).map((_, after): [number, number] => [a, a + 1 + after]))
    .filter(([a, b]) => onOneFooting(footing, ranked[a]!, ranked[b]!));
  return {
    models: ranked.map((model, at) => {
      const values = replicates.map((replicate) => replicate[at]!);
      return {
        model,
        interval: blocks < 2 ? undefined : percentileInterval(values, expandedLevel(blocks, level)),
        stderr: standardDeviation(values),
        rank: model === footing.alone || ranked.length < 2 ? undefined : ranks?.[at],
      };
    }),
    indistinguishable: pairs
      .filter(([a, b]) => !toldApart(replicates, a, b, { level, comparable }))
      .map(([a, b]) => [ranked[a]!, ranked[b]!]),
    comparable: pairs.length,
    resamples: replicates.length,
    blocks,
  };
}

/** 1000 resamples up to 50 models, fewer beyond, 200 at least: the EM costs the cube of the models. */
export function affordableResamples(models: number): number {
  return Math.max(200, Math.min(1000, Math.floor(1000 * (50 / models) ** 2)));
}

/** Whether one of two models is ahead of the other in all but a few of the replicates. */
function toldApart(
  replicates: readonly (readonly number[])[],
  a: number,
  b: number,
  { level, comparable }: { level: number; comparable?: Comparable },
): boolean {
  const sure = replicates.length * ((1 + level) / 2);
  let ahead = 0;
  let behind = 0;
  for (const [replicate, values] of replicates.entries()) {
    if (comparable && !comparable(replicate, a, b)) continue;
    const difference = values[a]! - values[b]!;
    ahead += difference > 0 ? 1 : difference === 0 ? 0.5 : 0;
    behind += difference < 0 ? 1 : difference === 0 ? 0.5 : 0;
  }
  return ahead > sure || behind > sure;
}
