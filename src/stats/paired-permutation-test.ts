import { random } from './random.ts';
import { requireCount } from './require-count.ts';
import { requireFinite } from './require-finite.ts';

export interface PairedPermutationTestOptions {
  /** Seed of the stream of random signs; the same seed gives the same p-value. */
  seed: number | string;
  /** Number of random sign assignments, and the most that are enumerated, 10000 by default. */
  permutations?: number;
  /** Indices of the differences in each cluster, such as a session; every difference by itself by default. */
  clusters?: readonly (readonly number[])[];
}

/**
 * Two-sided sign-flip test that differences within pairs are symmetric about 0, on their mean: the share of sign
 * assignments that put the mean at least as far from 0 as it is. No assumption of a normal distribution.
 *
 * With clusters all differences of a cluster flip together, so that they may depend on each other. Clusters that sum to
 * 0 cannot change the mean and are left out. Over the k that remain the test is exact when 2^k ≤ `permutations`: all
 * assignments are enumerated. Otherwise m = `permutations` random ones are drawn and p = (b + 1)/(m + 1), where b of
 * them reach the observed mean, which keeps the test valid and p above 0.
 *
 * @param differences n finite differences within pairs
 * @param options seed, number of permutations and clusters
 * @returns the p-value in (0, 1], 1 when the mean is 0; `undefined` for fewer than 2 differences or clusters
 * @throws RangeError when a difference is NaN or infinite, `permutations` is not a positive integer, or the clusters do
 * not hold every difference exactly once
 * @see Fisher (1935), The Design of Experiments, section 21; Phipson & Smyth (2010), "Permutation p-values should never
 * be zero", Statistical Applications in Genetics and Molecular Biology 9(1), article 39
 */
export function pairedPermutationTest(
  differences: readonly number[],
  { seed, permutations = 10_000, clusters }: PairedPermutationTestOptions,
): number | undefined {
  requireFinite('differences', differences);
  requireCount('permutations', permutations);
  const sums = clusters === undefined ? differences : clusterSums(differences, clusters);
  if (sums.length < 2) return undefined;

  const total = sums.reduce((sum, value) => sum + Math.abs(value), 0);
  // Assignments that tie with the observed one must count in whatever order rounding adds them up.
  const rounding = ROUNDING * total;
  const flippable = Float64Array.from(sums.filter((value) => Math.abs(value) > rounding));
  const observed = Math.abs(flippable.reduce((sum, value) => sum + value, 0)) - rounding;

  if (2 ** flippable.length <= permutations) {
    const assignments = 2 ** flippable.length;
    let reaching = 0;
    for (let signs = 0; signs < assignments; signs += 1) {
      let sum = 0;
      for (let i = 0; i < flippable.length; i += 1) sum += flipped(flippable[i]!, Math.floor(signs / 2 ** i));
      if (Math.abs(sum) >= observed) reaching += 1;
    }
    return reaching / assignments;
  }

  const { int } = random(seed);
  let reaching = 0;
  for (let permutation = 0; permutation < permutations; permutation += 1) {
    let sum = 0;
    let signs = 0;
    for (let i = 0; i < flippable.length; i += 1) {
      if (i % 32 === 0) signs = int(2 ** 32); // one draw serves 32 signs
      sum += flipped(flippable[i]!, signs >>> (i % 32));
    }
    if (Math.abs(sum) >= observed) reaching += 1;
  }
  return (reaching + 1) / (permutations + 1);
}

/** Sums that differ by less than this share of the sum of magnitudes are equal. */
const ROUNDING = 1e-12;

/** The value with its sign flipped when the last bit of `sign` is set. */
function flipped(value: number, sign: number): number {
  return value * (1 - 2 * (sign & 1));
}

/** Sum of the differences in each cluster that holds any. */
function clusterSums(differences: readonly number[], clusters: readonly (readonly number[])[]): number[] {
  const rows = clusters.flat();
  const distinct = new Set(rows);
  const inRange = rows.every((row) => Number.isInteger(row) && row >= 0 && row < differences.length);
  if (!inRange || rows.length !== differences.length || distinct.size !== rows.length) {
    throw new RangeError('clusters must hold the index of every difference exactly once');
  }
  return clusters
    .filter((cluster) => cluster.length > 0)
    .map((cluster) => cluster.reduce((sum, row) => sum + differences[row]!, 0));
}
