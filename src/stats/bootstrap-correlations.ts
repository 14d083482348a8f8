import type { BootstrapOptions } from './bootstrap.ts';
import type { Clusters } from './clusters.ts';
import type { Interval } from './interval.ts';
import { percentileInterval } from './percentile-interval.ts';
import { random } from './random.ts';
import { requirePairs } from './require-pairs.ts';

export interface CorrelationIntervals {
  pearson?: Interval;
  spearman?: Interval;
  kendall?: Interval;
}

/**
 * Bootstrap intervals of Pearson's, Spearman's and Kendall's (tau-b) correlation of n pairs at once: `bootstrap` with
 * each of them as its statistic, and the same intervals for the same seed (up to rounding), but many times faster.
 *
 * A resample is held as the number of times that each pair was drawn. The pairs are sorted once; as a resample has no
 * values of its own, its ranks follow from the counts without sorting: Pearson and Spearman take O(n) and Kendall takes
 * O(n log n) a resample.
 *
 * @param x n finite numbers
 * @param y n finite numbers, y[i] belonging to x[i]
 * @param options seed, number of resamples and level
 * @param clusters pairs that depend on each other, which are drawn together (as by `clusterBootstrap`); each pair by
 * itself where they are left out
 * @returns the intervals; none for fewer than 2 pairs or clusters, and one is left out where its correlation is
 * undefined in more than 5% of the resamples
 * @throws RangeError when the lengths differ or a value is not finite
 * @see bootstrap, pearson, spearman, kendall
 */
export function bootstrapCorrelations(
  x: readonly number[],
  y: readonly number[],
  { seed, resamples = 1000, level = 0.95 }: BootstrapOptions,
  clusters?: Clusters,
): CorrelationIntervals {
  requirePairs(x, y);
  const n = clusters?.length ?? x.length;
  if (n < 2) return {};
  const xs = sorted(x);
  const ys = sorted(y);
  const { int } = random(seed);
  const counts = new Float64Array(x.length);
  const replicates: Record<keyof CorrelationIntervals, (number | undefined)[]> = {
    pearson: [],
    spearman: [],
    kendall: [],
  };
  const tree = new Float64Array(ys.groups + 1);
  for (let resample = 0; resample < resamples; resample += 1) {
    counts.fill(0);
    for (let i = 0; i < n; i += 1) {
      const drawn = int(n);
      if (clusters === undefined) counts[drawn]! += 1;
      else for (const row of clusters[drawn]!) counts[row]! += 1;
    }
    replicates.pearson.push(correlation(xs.values, ys.values, counts));
    const xCounts = groupCounts(xs, counts);
    const yCounts = groupCounts(ys, counts);
    replicates.spearman.push(correlation(ranksOf(xs, xCounts), ranksOf(ys, yCounts), counts));
    replicates.kendall.push(tauB(xs, ys, counts, xCounts, yCounts, tree));
  }
  const intervals: CorrelationIntervals = {};
  for (const [name, values] of Object.entries(replicates)) {
    const interval = percentileInterval(values, level);
    if (interval !== undefined) intervals[name as keyof CorrelationIntervals] = interval;
  }
  return intervals;
}

interface Sorted {
  /** The values, centred for numerical safety. */
  values: Float64Array;
  /** The indices of the values, ascending by value. */
  order: Uint32Array;
  /** For each index, which of the distinct values it has, counted from 0 at the smallest. */
  group: Uint32Array;
  /** How many distinct values there are. */
  groups: number;
}

function sorted(values: readonly number[]): Sorted {
  const order = Uint32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
  const group = new Uint32Array(values.length);
  let current = 0;
  for (let k = 0; k < order.length; k += 1) {
    if (k > 0 && values[order[k]!]! > values[order[k - 1]!]!) current += 1;
    group[order[k]!] = current;
  }
  const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { values: Float64Array.from(values, (value) => value - centre), order, group, groups: current + 1 };
}

function groupCounts({ group, groups }: Sorted, counts: Float64Array): Float64Array {
  const totals = new Float64Array(groups);
  for (let i = 0; i < counts.length; i += 1) totals[group[i]!]! += counts[i]!;
  return totals;
}

/** The average rank of each value in the resample. */
function ranksOf({ group }: Sorted, totals: Float64Array): Float64Array {
  const rankOfGroup = new Float64Array(totals.length);
  let before = 0;
  for (let g = 0; g < totals.length; g += 1) {
    rankOfGroup[g] = before + (totals[g]! + 1) / 2;
    before += totals[g]!;
  }
  const ranks = new Float64Array(group.length);
  for (let i = 0; i < group.length; i += 1) ranks[i] = rankOfGroup[group[i]!]!;
  return ranks;
}

/** Pearson's correlation of pairs with weights. */
function correlation(x: Float64Array, y: Float64Array, weights: Float64Array): number | undefined {
  let n = 0;
  let meanX = 0;
  let meanY = 0;
  for (let i = 0; i < x.length; i += 1) {
    n += weights[i]!;
    meanX += weights[i]! * x[i]!;
    meanY += weights[i]! * y[i]!;
  }
  meanX /= n;
  meanY /= n;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let i = 0; i < x.length; i += 1) {
    const dx = x[i]! - meanX;
    const dy = y[i]! - meanY;
    xx += weights[i]! * dx * dx;
    yy += weights[i]! * dy * dy;
    xy += weights[i]! * dx * dy;
  }
  if (isRounding(xx / n, x) || isRounding(yy / n, y)) return undefined;
  return Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
}

/** Whether a variance is what rounding leaves where all values drawn are equal. */
function isRounding(variance: number, values: Float64Array): boolean {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  return variance <= 1e-18 * largest * largest;
}

/**
 * Kendall's tau-b: pairs of pairs in concordant minus discordant order, counted with a Fenwick tree over the distinct
 * values of y while the distinct values of x are gone through in ascending order.
 */
function tauB(
  x: Sorted,
  y: Sorted,
  counts: Float64Array,
  xCounts: Float64Array,
  yCounts: Float64Array,
  tree: Float64Array,
): number | undefined {
  tree.fill(0);
  let difference = 0;
  let seen = 0;
  for (let from = 0; from < counts.length; ) {
    let to = from;
    while (to < counts.length && x.group[x.order[to]!] === x.group[x.order[from]!]) to += 1;
    for (let k = from; k < to; k += 1) {
      const i = x.order[k]!;
      if (counts[i] === 0) continue;
      const below = countUpTo(tree, y.group[i]!);
      const upTo = countUpTo(tree, y.group[i]! + 1);
      difference += counts[i]! * (below - (seen - upTo));
    }
    for (let k = from; k < to; k += 1) {
      const i = x.order[k]!;
      if (counts[i] === 0) continue;
      for (let node = y.group[i]! + 1; node < tree.length; node += node & -node) tree[node]! += counts[i]!;
      seen += counts[i]!;
    }
    from = to;
  }
  const pairs = (seen * (seen - 1)) / 2; // all that were drawn: their number varies where clusters differ in size
  const untiedX = pairs - tiedPairs(xCounts);
  const untiedY = pairs - tiedPairs(yCounts);
  return untiedX === 0 || untiedY === 0 ? undefined : difference / Math.sqrt(untiedX * untiedY);
}

/** How many were added to the tree with a group below `end`. */
function countUpTo(tree: Float64Array, end: number): number {
  let sum = 0;
  for (let node = end; node > 0; node -= node & -node) sum += tree[node]!;
  return sum;
}

function tiedPairs(totals: Float64Array): number {
  return totals.reduce((sum, total) => sum + (total * (total - 1)) / 2, 0);
}
