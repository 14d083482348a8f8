// Not in the paper: whether two models make the same errors, which equal success does not explain.
//
// Models that are right equally often on each item agree with each other as much as each with itself, copies or not. What
// they say where they are wrong tells them apart: of two copies each repeats the other's errors as often as its own, of
// two independent models no more often than models do at such an item. The share of equal answers among those that are
// both wrong is the statistic by which copying in examinations is found (Harpp & Hogan 1993, Journal of Chemical
// Education 70, 306–311). Without gold labels an answer counts as an error where most models give another one.
import { ItemCounts } from './consistency/item-counts.ts';
import type { Predictions } from './predictions.ts';

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
 * Shared errors of a pair of models. An answer is an error where another one is clearly ahead; items where none is are left
 * out. Both models together have one vote, as copies would else outvote the others.
 *
 * @param weights what the vote of each model counts: its mean consistency with the others
 * @param key a prediction as it is compared; `null` where it is none
 * @returns undefined where the two never err together
 */
export function sharedErrors<P>(
  predictions: Predictions<P>,
  [i, j]: readonly [number, number],
  { weights, key }: { weights: readonly number[]; key: (prediction: P | null) => string | null },
): SharedErrors | undefined {
  const n = predictions.length;
  const votes = weights.map((weight, model) => (model === i || model === j ? weight / 2 : weight));
  const ahead = CLEAR * Math.max(...weights);
  const counted = new ItemCounts<P>(n, key);
  const self = { both: 0, same: 0 };
  const items: { both: number; same: number; others: Pairs }[] = [];
  for (let item = 0; item < (predictions[0]?.length ?? 0); item += 1) {
    counted.count(predictions, item);
    const shares = sharesOf(counted, n);
    const most = consensusOf(shares, votes, ahead);
    if (most === undefined) continue;
    const own = pairsBetween([shares[i]!, shares[j]!], most);
    for (const model of [i, j]) {
      const m = counted.samples[model]!;
      if (m < 2) continue;
      const repeated = pairsWithin(shares[model]!, most, m);
      self.both += repeated.both;
      self.same += repeated.same;
    }
    if (own.both === 0) continue;
    const all = pairsBetween(shares, most);
    items.push({ ...own, others: { both: all.both - own.both, same: all.same - own.same } });
  }
  if (items.length === 0) return undefined;
  const both = items.reduce((sum, item) => sum + item.both, 0);
  const same = items.reduce((sum, item) => sum + item.same, 0);
  const overall = ratio({
    both: items.reduce((sum, { others }) => sum + others.both, 0),
    same: items.reduce((sum, { others }) => sum + others.same, 0),
  });
  const differences = items.map((item) => item.same - item.both * rateOn(item.others, overall));
  const difference = differences.reduce((sum, value) => sum + value, 0);
  const error = Math.sqrt(differences.reduce((sum, value) => sum + value ** 2, 0));
  return {
    shared: same / both,
    expected: (same - difference) / both,
    self: self.both > 0 ? self.same / self.both : Number.NaN,
    z: error > 0 ? difference / error : 0,
  };
}

interface Pairs {
  both: number;
  same: number;
}
const ratio = ({ both, same }: Pairs): number => (both > 0 ? same / both : 0);
/** An item's own rate, drawn towards that of all items where few err on it: that counts as much as one pair. */
const rateOn = ({ both, same }: Pairs, overall: number): number => (same + overall) / (both + 1);

/** The share of each distinct answer among a model's samples, [model][answer]. */
function sharesOf<P>({ samples, start, ids, counts, distinct }: ItemCounts<P>, n: number): Float64Array[] {
  return Array.from({ length: n }, (_, model) => {
    const shares = new Float64Array(distinct.length);
    for (let k = start[model]!; k < start[model + 1]!; k += 1) shares[ids[k]!] = counts[k]! / samples[model]!;
    return shares;
  });
}

/** The answer that is ahead of all others by so many votes; undefined where none is. */
function consensusOf(shares: readonly Float64Array[], votes: readonly number[], ahead: number): number | undefined {
  let most: number | undefined;
  let highest = 0;
  let second = 0;
  for (let answer = 0; answer < shares[0]!.length; answer += 1) {
    const sum = shares.reduce((total, own, model) => total + votes[model]! * own[answer]!, 0);
    if (sum > highest) [most, highest, second] = [answer, sum, highest];
    else if (sum > second) second = sum;
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
