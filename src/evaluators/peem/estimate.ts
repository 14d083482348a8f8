// The estimate B̂ of each model's capability: its consistency with the reference models that the EM kept.
import type { ExpectationMaximisation } from './expectation-maximisation.ts';
import { knownMean } from './known-mean.ts';
import type { Matrix } from './predictions.ts';

/** The single reference's own estimate also looks at this many of the references dropped last, at most. */
const LAST_DROPPED = 3;

/**
 * B̂(i) = mean over the kept references j of C(j,i), its own consistency with itself included where i is one of them and
 * that is known (not NaN).
 *
 * The single-reference rule, a published quirk: where one reference r alone is left, its own estimate would be C(r,r),
 * on another footing than all others; it is instead the mean of C(r,r) and of C(d,r) over the last min(3, ⌊n/2⌋)
 * dropped d. n counts every model that started as a reference, and a d may be the human labels.
 */
export function estimate(
  consistency: Matrix,
  { references, dropped }: Pick<ExpectationMaximisation, 'references' | 'dropped'>,
): number[] {
  const n = consistency.length;
  const only = references.length === 1 ? references[0] : undefined;
  return consistency.map((_, i) => {
    const judges = i === only ? [i, ...lastOf(dropped, Math.min(LAST_DROPPED, Math.floor(n / 2)))] : references;
    return knownMean(judges.map((j) => consistency[j]![i]!));
  });
}

const lastOf = <T>(list: readonly T[], count: number): T[] => (count > 0 ? list.slice(-count) : []);
