// Consistency computed in the straightforward way, every pair of samples of every item compared, for the tests and the
// benchmark to compare with.
import { normaliseText, tokensOf } from '../src/evaluators/peem/normalise-text.ts';
import type { Predictions } from '../src/evaluators/peem/predictions.ts';

type Pairwise<P> = (a: P | null, b: P | null) => number;

/** Over items, the share of agreeing pairs of samples, averaged over items. */
function overItems<P>(predictions: Predictions<P>, agree: Pairwise<P>): number[][] {
  const most = Math.max(1, ...predictions.flatMap((model) => model.map((samples) => samples.length)));
  return predictions.map((mine, i) =>
    predictions.map((theirs, j) => {
      let sum = 0;
      let items = 0;
      for (const [item, a] of mine.entries()) {
        const share = i === j ? ownShare(a, agree, most) : shareOf(a, theirs[item]!, agree);
        if (share === undefined) continue;
        sum += share;
        items++;
      }
      return items === 0 ? 0 : sum / items;
    }),
  );
}

function shareOf<P>(a: readonly (P | null)[], b: readonly (P | null)[], agree: Pairwise<P>): number | undefined {
  if (a.length === 0 || b.length === 0) return undefined;
  let agreeing = 0;
  for (const x of a) for (const y of b) agreeing += agree(x, y);
  return agreeing / (a.length * b.length);
}

/**
 * On the diagonal a sample meets itself too, as the published code has it; of a model with fewer samples than others
 * have at most, the share that it would have with as many.
 */
function ownShare<P>(samples: readonly (P | null)[], agree: Pairwise<P>, most: number): number | undefined {
  const withItself = mean(samples.map((x) => agree(x, x)));
  const withOthers = mean(samples.flatMap((x, k) => samples.flatMap((y, m) => (k === m ? [] : [agree(x, y)]))));
  if (most === 1) return withItself;
  return withOthers === undefined ? undefined : (withItself! + (most - 1) * withOthers) / most;
}

const mean = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Averaged over all pairs of samples of all items; a sample does not meet itself on the diagonal. */
function overPairs<P>(predictions: Predictions<P>, similarity: Pairwise<P>): number[][] {
  return predictions.map((mine, i) =>
    predictions.map((theirs, j) => {
      let sum = 0;
      let pairs = 0;
      for (const [item, a] of mine.entries()) {
        for (const [x, one] of a.entries()) {
          for (const [y, other] of theirs[item]!.entries()) {
            if (i === j && x === y) continue;
            sum += similarity(one, other);
            pairs++;
          }
        }
      }
      return pairs === 0 ? 0 : sum / pairs;
    }),
  );
}

export const straightforwardExact = (predictions: Predictions<string>): number[][] =>
  overItems(predictions, (a, b) => (a !== null && a !== '' && a === b ? 1 : 0));

export const straightforwardNumeric = (
  predictions: Predictions<number>,
  absolute: number,
  relative: number,
): number[][] =>
  overItems(predictions, (a, b) =>
    a !== null && b !== null && Math.abs(a - b) <= Math.max(absolute, relative * Math.max(Math.abs(a), Math.abs(b)))
      ? 1
      : 0,
  );

export const straightforwardSet = (predictions: Predictions<string>): number[][] =>
  overPairs(predictions, (a, b) => {
    const right = new Set(a ?? '');
    const predicted = new Set(b ?? '');
    const both = [...predicted].filter((option) => right.has(option)).length;
    const precision = predicted.size > 0 ? both / predicted.size : 1;
    const recall = right.size > 0 ? both / right.size : 1;
    return (2 * precision * recall) / (precision + recall + 1e-10);
  });

export const straightforwardText = (predictions: Predictions<string>): number[][] =>
  overPairs(predictions, (a, b) => {
    const [one, other] = [tokensOf(normaliseText(a ?? '')), tokensOf(normaliseText(b ?? ''))];
    if (one.length === 0 || other.length === 0) return 0;
    const left = [...other];
    let both = 0;
    for (const token of one) {
      const at = left.indexOf(token);
      if (at < 0) continue;
      left.splice(at, 1);
      both++;
    }
    return (2 * both) / (one.length + other.length);
  });

export function straightforwardRating(predictions: Predictions<number>): number[][] {
  const means = predictions.map((model) =>
    model.map((ratings) => mean(ratings.filter((rating) => rating !== null)) ?? Number.NaN),
  );
  return means.map((mine) =>
    means.map((theirs) => {
      const items = mine.flatMap((value, item) => (Number.isNaN(value + theirs[item]!) ? [] : [item]));
      const x = items.map((item) => mine[item]!);
      const y = items.map((item) => theirs[item]!);
      const covariance = (a: number[], b: number[]) =>
        a.reduce((sum, value, k) => sum + (value - mean(a)!) * (b[k]! - mean(b)!), 0);
      const [xx, yy] = [covariance(x, x), covariance(y, y)];
      return xx > 1e-9 && yy > 1e-9 ? covariance(x, y) / Math.sqrt(xx * yy) : 0;
    }),
  );
}
