import { bootstrapMean } from '../stats/bootstrap-mean.ts';
import { expandedLevel } from '../stats/expanded-level.ts';
import type { Interval } from '../stats/interval.ts';
import { isConstant } from '../stats/is-constant.ts';
import { mean } from '../stats/mean.ts';
import type { Pairing } from './pair.ts';

export interface Difference {
  meanA: number;
  meanB: number;
  /** Mean of b - a over the pairs. */
  difference: number;
  /** Its 95% interval; undefined for fewer than two samples. */
  interval?: Interval;
}

/**
 * The mean difference of paired scores with its 95% interval: a bootstrap that draws whole samples (sessions), at the
 * level that makes up for few of them.
 *
 * @param seed the same seed draws the same samples, so that swapping the sides mirrors the interval
 */
export function differenceOf(
  { pairs, clusters }: Pairing,
  { seed, resamples }: { seed: string; resamples: number },
): Difference | undefined {
  if (pairs.length === 0) return undefined;
  const differences = pairs.map(({ a, b }) => b - a);
  return {
    meanA: mean(pairs.map(({ a }) => a))!,
    meanB: mean(pairs.map(({ b }) => b))!,
    difference: mean(differences)!,
    interval:
      clusters.length < 2
        ? undefined
        : bootstrapMean(differences, { seed, resamples, level: expandedLevel(clusters.length) }, clusters),
  };
}

/**
 * What each sample (session) adds to the mean difference: values with that mean, whose spread is what makes it uncertain.
 * A session counts for as many pairs as it has, as it does in the mean itself; the mean of its own differences would let
 * a short one count for as much as a long one, and could have the other sign.
 *
 * @param difference the mean over all pairs
 */
export function partsOf({ pairs, clusters }: Pairing, difference: number): number[] {
  const size = pairs.length / clusters.length;
  return clusters.map(
    (rows) => difference + rows.reduce((sum, row) => sum + pairs[row]!.b - pairs[row]!.a - difference, 0) / size,
  );
}

/**
 * The interval as people are shown it. Where samples don't differ a bootstrap sees no uncertainty, which is not to say
 * that there is none: an interval that is a point is none.
 */
export function intervalBeyondPoint(interval: Interval | undefined): Interval | undefined {
  return interval !== undefined && isConstant([interval.low, interval.high]) ? undefined : interval;
}
