import type { Direction } from '../evaluators/evaluator.ts';
import { holm } from '../stats/holm.ts';
import { pairedEffectSize } from '../stats/paired-effect-size.ts';
import { pairedPermutationTest } from '../stats/paired-permutation-test.ts';
import { differenceOf, intervalBeyondPoint, partsOf } from './difference.ts';
import { directionOf, isOutcome } from './direction.ts';
import type { Group } from './groups.ts';
import { ALPHA, samplesNeeded } from './needed.ts';
import { type Pairing, pair } from './pair.ts';
import { criteriaOf, type Subject } from './source.ts';

/** What can be said of b against a. `higher` and `lower` where neither is better. */
type Verdict = 'better' | 'worse' | 'higher' | 'lower' | 'undecided';

/** b against a on one criterion. */
export interface Comparison {
  /** The model, where runs of several models are compared model by model. */
  group: string;
  criterion: string;
  a: string;
  b: string;
  direction: Direction;
  /** Pairs of scores, and the samples (sessions) they are of. */
  pairs: number;
  samples: number;
  meanA: number;
  meanB: number;
  /**
   * Mean of b - a, in the unit of the scores, with its 95% interval (of this comparison alone); undefined for fewer than
   * two samples, and where nothing varies.
   */
  difference: number;
  low?: number;
  high?: number;
  /** Of the permutation test; as it is, and after Holm's correction over all comparisons made. */
  p?: number;
  pHolm?: number;
  /** Pairs in which b is better, neither, or a is. Where neither direction is better: in which b is higher. */
  wins: number;
  ties: number;
  losses: number;
  /** Cohen's d_z over samples. */
  effect?: number;
  verdict: Verdict;
  /** Where undecided: how many samples it takes at least to tell a difference of this size. */
  needed?: number;
  onlyA: number;
  onlyB: number;
  unscoredA: number;
  unscoredB: number;
}

export interface CompareOptions {
  /** The subject that all others are compared with; every pair is compared where it is left out. */
  baseline?: string;
  /** Only these criteria. Left out: all that are outcomes. */
  criteria?: readonly string[];
  /** Criteria that are better when lower, besides those known to be. */
  lower?: readonly string[];
  /** How many resamples and permutations each comparison takes, in place of what the size of the data suggests. */
  effort?: Effort;
}

interface Effort {
  resamples: number;
  permutations: number;
}

/** Scores count as equal within this: a mean of the same ratings in another order is the same. */
const TIE = 1e-9;

interface Task {
  group: string;
  criterion: string;
  a: Subject;
  b: Subject;
  direction: Direction;
  pairing: Pairing;
}

/**
 * Compares the subjects of each group on each criterion. All comparisons together are one family, over which Holm's
 * method keeps the probability of any false alarm below 5%.
 */
export function compare(groups: readonly Group[], options: CompareOptions = {}): Comparison[] {
  const tasks = groups.flatMap((group) => tasksOf(group, options)).filter(({ pairing }) => pairing.pairs.length > 0);
  const effort = options.effort ?? effortFor(tasks);
  const tests = tasks.map(({ criterion, pairing: { pairs, clusters } }) =>
    pairedPermutationTest(
      pairs.map(({ a, b }) => b - a),
      { seed: `compare/test/${criterion}`, permutations: effort.permutations, clusters },
    ),
  );
  const tested = tests.filter((p) => p !== undefined);
  const adjusted = holm(tested).values();
  return tasks.map((task, i) => {
    const p = tests[i];
    const pHolm = p === undefined ? undefined : adjusted.next().value;
    return comparisonOf(task, p, pHolm, tested.length, effort.resamples);
  });
}

function tasksOf({ name, subjects }: Group, { baseline, criteria, lower }: CompareOptions): Task[] {
  const all = [...new Set(subjects.flatMap(({ scores }) => criteriaOf(scores)))];
  const base = baseline === undefined ? undefined : subjects.find(({ label }) => label === baseline);
  const sides = subjects.flatMap((a, i): [Subject, Subject][] => {
    if (baseline === undefined) return subjects.slice(i + 1).map((b) => [a, b]);
    return base === undefined || a === base ? [] : [[base, a]];
  });
  return all.flatMap((criterion) =>
    sides.flatMap(([a, b]) => {
      const direction = directionOf(a.evaluator, criterion, lower);
      const wanted = criteria?.includes(criterion) ?? isOutcome(a.evaluator, criterion, lower);
      return wanted ? [{ group: name, criterion, a, b, direction, pairing: pair(a.scores, b.scores, criterion) }] : [];
    }),
  );
}

/**
 * As many resamples as the data allow in seconds. A p-value of m comparisons can only stand up to Holm's correction if
 * there are well over m/α permutations.
 */
function effortFor(tasks: readonly Task[]): Effort {
  const size = tasks.reduce((sum, { pairing }) => sum + pairing.pairs.length, 0);
  return {
    resamples: Math.max(1000, Math.min(10_000, Math.round(2e8 / Math.max(1, size)))),
    permutations: Math.max(10_000, 40 * tasks.length),
  };
}

function comparisonOf(
  { group, criterion, a, b, direction, pairing }: Task,
  p: number | undefined,
  pHolm: number | undefined,
  comparisons: number,
  resamples: number,
): Comparison {
  const { pairs, clusters, ...missing } = pairing;
  const found = differenceOf(pairing, { seed: `compare/bootstrap/${criterion}`, resamples })!;
  const sign = direction === 'lower' ? -1 : 1;
  const won = pairs.filter((each) => sign * (each.b - each.a) > TIE).length;
  const lost = pairs.filter((each) => sign * (each.b - each.a) < -TIE).length;
  const verdict = verdictOf(found.difference, direction, pHolm);
  return {
    group,
    criterion,
    a: a.label,
    b: b.label,
    direction,
    pairs: pairs.length,
    samples: clusters.length,
    meanA: found.meanA,
    meanB: found.meanB,
    difference: found.difference,
    ...intervalBeyondPoint(found.interval),
    p,
    pHolm,
    wins: won,
    ties: pairs.length - won - lost,
    losses: lost,
    effect: pairedEffectSize(partsOf(pairing, found.difference)),
    verdict,
    ...(verdict === 'undecided' && { needed: samplesNeeded(pairing, found.difference, Math.max(1, comparisons)) }),
    ...missing,
  };
}

function verdictOf(difference: number, direction: Direction, pHolm: number | undefined): Verdict {
  if (pHolm === undefined || pHolm > ALPHA) return 'undecided';
  const higher = difference > 0;
  if (direction === 'none') return higher ? 'higher' : 'lower';
  return higher === (direction === 'higher') ? 'better' : 'worse';
}
