// Not in the paper: whether two models make the same errors, which equal success does not explain.
//
// Models that are right equally often on each item agree with each other as much as each with itself, copies or not. What
// they say where they are wrong tells them apart: of two copies each repeats the other's errors as often as its own, of
// two independent models no more often than models do at such an item. The share of equal answers among those that are
// both wrong is the statistic by which copying in examinations is found (Harpp & Hogan 1993, Journal of Chemical
// Education 70, 306–311). Without gold labels an answer counts as an error where most models give another one.
import { ItemCounts } from './consistency/item-counts.ts';
import type { Predictions } from './predictions.ts';

/** What rounding leaves of a sum of squares. */
const ROUNDING = 1e-12;

/** How often two models repeat each other's errors. */
export interface SharedErrors {
  /** Share of equal answers among those that are both errors. */
  shared: number;
  /** That share in the other pairs of models on the same items. */
  expected: number;
  /** That share in two samples of one of the two models; NaN where there are none. */
  self: number;
  /** `shared` less `expected`, in standard errors over the items. */
  z: number;
}

/** So far, in votes of the weightiest model, an answer must be ahead to be what most say: else right ones pass for errors. */
const CLEAR = 0.3;

/**
 * Shared errors of pairs of models. An answer is an error where another one is clearly ahead; items where none is are left
 * out. The two models of a pair have one vote together, as copies would else outvote the others.
 *
 * Takes time in proportion to the predictions, and to items × distinct answers an item for each pair.
 *
 * @param weights what the vote of each model counts: its mean consistency with the others
 * @param key a prediction as it is compared; `null` where it is none
 * @returns of each pair; undefined where the two never err together
 */
export function sharedErrors<P>(
  predictions: Predictions<P>,
  pairs: readonly (readonly [number, number])[],
  { weights, key }: { weights: readonly number[]; key: (prediction: P | null) => string | null },
): (SharedErrors | undefined)[] {
  if (pairs.length === 0) return [];
  const n = predictions.length;
  const ahead = CLEAR * Math.max(...weights);
  const counted = new ItemCounts<P>(n, key);
  const tallies = pairs.map(() => new Tally());
  for (let item = 0; item < (predictions[0]?.length ?? 0); item += 1) {
    counted.count(predictions, item);
    const shares = sharesOf(counted, n);
    const votes = votesOf(shares, weights);
    /** The pairs of all models, by the answer that is no error. */
    const between = new Map<number, Pairs>();
    for (const [at, [i, j]] of pairs.entries()) {
      const most = consensusOf(votes, [i, j], shares, weights, ahead);
      if (most === undefined) continue;
      for (const model of [i, j]) {
        const m = counted.samples[model]!;
        if (m >= 2) tallies[at]!.repeats(pairsWithin(shares[model]!, most, m));
      }
      const own = pairsBetween([shares[i]!, shares[j]!], most);
      if (own.both === 0) continue;
      const all = between.get(most) ?? pairsBetween(shares, most);
      between.set(most, all);
      tallies[at]!.add(own, { both: all.both - own.both, same: all.same - own.same });
    }
  }
  return tallies.map((tally) => tally.result());
}

/**
 * Sums over items. An item's expected share is that of the other pairs on it, drawn towards their share r over all items
 * where few err on it (that counts as much as one pair): what a pair has above it is u - r·v, with u and v of the item
 * alone, so that the items need not be kept until r is known.
 */
class Tally {
  readonly #own: Pairs = { both: 0, same: 0 };
  readonly #others: Pairs = { both: 0, same: 0 };
  readonly #self: Pairs = { both: 0, same: 0 };
  #u = 0;
  #v = 0;
  #uu = 0;
  #uv = 0;
  #vv = 0;

  /** Pairs of samples of one of the two models. */
  repeats({ both, same }: Pairs): void {
    this.#self.both += both;
    this.#self.same += same;
  }

  /** An item on which both err. */
  add(own: Pairs, others: Pairs): void {
    this.#own.both += own.both;
    this.#own.same += own.same;
    this.#others.both += others.both;
    this.#others.same += others.same;
    const v = own.both / (others.both + 1);
    const u = own.same - v * others.same;
    this.#u += u;
    this.#v += v;
    this.#uu += u * u;
    this.#uv += u * v;
    this.#vv += v * v;
  }

  result(): SharedErrors | undefined {
    const { both, same } = this.#own;
    if (both === 0) return undefined;
    const r = this.#others.both > 0 ? this.#others.same / this.#others.both : 0;
    const difference = this.#u - r * this.#v;
    const squares = this.#uu - 2 * r * this.#uv + r * r * this.#vv;
    return {
      shared: same / both,
      expected: (same - difference) / both,
      self: this.#self.both > 0 ? this.#self.same / this.#self.both : Number.NaN,
      z: squares > ROUNDING * this.#uu ? difference / Math.sqrt(squares) : 0,
    };
  }
}

interface Pairs {
  both: number;
  same: number;
}

/** The share of each distinct answer among a model's samples, [model][answer]. */
function sharesOf<P>({ samples, start, ids, counts, distinct }: ItemCounts<P>, n: number): Float64Array[] {
  return Array.from({ length: n }, (_, model) => {
    const shares = new Float64Array(distinct.length);
    for (let k = start[model]!; k < start[model + 1]!; k += 1) shares[ids[k]!] = counts[k]! / samples[model]!;
    return shares;
  });
}

/** The votes for each answer: the models' shares of it, weighted. */
function votesOf(shares: readonly Float64Array[], weights: readonly number[]): Float64Array {
  const votes = new Float64Array(shares[0]!.length);
  for (const [model, own] of shares.entries()) {
    for (let answer = 0; answer < votes.length; answer += 1) votes[answer]! += weights[model]! * own[answer]!;
  }
  return votes;
}

/**
 * The answer that is ahead of all others by so many votes; undefined where none is.
 *
 * @param pair two models of which each has half its vote
 */
function consensusOf(
  votes: Float64Array,
  [i, j]: readonly [number, number],
  shares: readonly Float64Array[],
  weights: readonly number[],
  ahead: number,
): number | undefined {
  let most: number | undefined;
  let highest = 0;
  let second = 0;
  for (let answer = 0; answer < votes.length; answer += 1) {
    const ofPair = weights[i]! * shares[i]![answer]! + weights[j]! * shares[j]![answer]!;
    const sum = votes[answer]! - ofPair / 2;
    if (sum > highest) {
      second = highest;
      highest = sum;
      most = answer;
    } else if (sum > second) second = sum;
  }
  return highest - second > ahead ? most : undefined;
}

/** Pairs of samples of two different models that are both errors, and those of them that are equal. */
function pairsBetween(shares: readonly Float64Array[], most: number): Pairs {
  let errors = 0;
  let squares = 0;
  for (const own of shares) {
    const share = own.reduce((sum, value, a) => (a === most ? sum : sum + value), 0);
    errors += share;
    squares += share ** 2;
  }
  let same = 0;
  for (let a = 0; a < shares[0]!.length; a += 1) {
    if (a === most) continue;
    let sum = 0;
    let sumOfSquares = 0;
    for (const own of shares) {
      sum += own[a]!;
      sumOfSquares += own[a]! ** 2;
    }
    same += (sum ** 2 - sumOfSquares) / 2;
  }
  return { both: (errors ** 2 - squares) / 2, same };
}

/** The same of different samples of one model, `m` of them. */
function pairsWithin(own: Float64Array, most: number, m: number): Pairs {
  let errors = 0;
  let same = 0;
  for (let a = 0; a < own.length; a += 1) {
    if (a === most) continue;
    const c = own[a]! * m;
    errors += c;
    same += c * (c - 1);
  }
  return { both: (errors * (errors - 1)) / (m * (m - 1)), same: same / (m * (m - 1)) };
}
