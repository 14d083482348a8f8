import { differenceOf } from '../compare/difference.ts';
import { directionOf } from '../compare/direction.ts';
import { ALPHA } from '../compare/needed.ts';
import { type Pairing, pair } from '../compare/pair.ts';
import type { Score } from '../evaluators/evaluator.ts';
import { clusterBootstrap } from '../stats/cluster-bootstrap.ts';
import { expandedLevel } from '../stats/expanded-level.ts';
import type { Interval } from '../stats/interval.ts';
import { kendall } from '../stats/kendall.ts';
import { mean } from '../stats/mean.ts';
import { pairedPermutationTest } from '../stats/paired-permutation-test.ts';
import { pearson } from '../stats/pearson.ts';
import { spearman } from '../stats/spearman.ts';
import type { Gate } from './gate.ts';

const CORRELATIONS = { pearson, spearman, kendall } as const;

const RESAMPLES = 5000;

export interface PairedDifference {
  /** This run's minus the baseline's, over what both scored. */
  difference: number;
  interval: Interval;
  samples: number;
  /** What of the scores of either run it does not rest on; empty where it rests on all. */
  leftOut: string;
  /** Whether the difference is told from none by more than the interval: see `meanDifference`. */
  significant: boolean;
  /** Whether more of it is worse. */
  lowerIsBetter: boolean;
}

/** The statistics that may be computed from single scores, by the form of their names. */
const OF_SCORES = /^(?<name>[a-z_]+)(?:\[turn=(?<turn>\d+)\])?$/;

/**
 * Why no run can be told to be worse by a statistic, whatever its scores are.
 *
 * @returns a sentence; undefined where it depends on the scores
 */
export function neverPaired(
  { criterion, statistic }: Pick<Gate, 'criterion' | 'statistic'>,
  evaluator: string,
): string | undefined {
  if (directionOf(evaluator, criterion) === 'none')
    return `of ${JSON.stringify(criterion)} neither more nor less is better; use a margin`;
  return criterion !== '' && OF_SCORES.test(statistic) ? undefined : notOfScores(statistic);
}

function notOfScores(statistic: string): string {
  return `${JSON.stringify(statistic)} is not computed from the scores of single samples (as their mean, or their correlation with human scores); compare it with a margin, as in ">= baseline - 0.1"`;
}

/**
 * The difference of a statistic between a run and its baseline with its 95% interval, from pairs of scores of the same
 * samples.
 *
 * @returns a sentence where it can't be computed
 */
export function pairedDifference(
  { criterion, statistic, model }: Pick<Gate, 'criterion' | 'statistic' | 'model'>,
  evaluator: string,
  run: { scores: readonly Score[]; value: number },
  baseline: { scores: readonly Score[]; value: number },
): PairedDifference | string {
  const never = neverPaired({ criterion, statistic }, evaluator);
  if (never !== undefined) return never;
  const { name, turn } = OF_SCORES.exec(statistic)?.groups ?? {};
  const own = (scores: readonly Score[]) =>
    scores.filter(
      (score) => (model === undefined || score.model === model) && (turn === undefined || score.turn === Number(turn)),
    );
  const [after, before] = [own(run.scores), own(baseline.scores)];
  const correlation = Object.entries(CORRELATIONS).find(([each]) => each === name)?.[1];
  if (
    !isStatisticOf(correlation, after, criterion, run.value) ||
    !isStatisticOf(correlation, before, criterion, baseline.value)
  ) {
    return notOfScores(statistic);
  }
  // A correlation is made of what has a human score alone.
  const known = correlation === undefined ? before : before.filter(({ human }) => human !== undefined);
  const pairing = pair(known, after, criterion);
  const found = correlation === undefined ? meanDifference(pairing) : correlationDifference(pairing, correlation);
  if (found === undefined) return 'too few samples were scored in both runs';
  return {
    ...found,
    samples: pairing.clusters.length,
    leftOut: leftOut(pairing),
    lowerIsBetter: directionOf(evaluator, criterion) === 'lower',
  };
}

/** @param pairing of the baseline's scores with this run's */
function leftOut({ pairs, unscoredA, unscoredB, onlyA, onlyB }: Pairing): string {
  const unscored = unscoredA + unscoredB > 0;
  const parts = [
    ...(unscored ? [`${unscoredB} not scored in this run, ${unscoredA} not in the baseline`] : []),
    ...(onlyA > 0 ? [`${onlyA} only in the baseline`] : []),
    ...(onlyB > 0 ? [`${onlyB} only in this run`] : []),
  ];
  return parts.length === 0 ? '' : `${pairs.length} pairs; left out: ${parts.join(', ')}`;
}

type Correlation = (typeof CORRELATIONS)['pearson'];
type Found = Pick<PairedDifference, 'difference' | 'interval' | 'significant'> | undefined;

/**
 * A bootstrap of a handful of samples can't leave the range of their differences, and its interval is too narrow: without
 * a difference it leaves out 0 on the worse side in 25% of pairs of two samples, 7% of four, 4% of five, not in 2.5%. So
 * the permutation test by which runs are compared must tell the difference, too; it can't with fewer than six samples.
 */
function meanDifference(pairing: Pairing): Found {
  const found = differenceOf(pairing, { seed: 'gate', resamples: RESAMPLES });
  if (found?.interval === undefined) return undefined;
  const differences = pairing.pairs.map(({ a, b }) => b - a);
  const p = pairedPermutationTest(differences, { seed: 'gate', clusters: pairing.clusters });
  return { difference: found.difference, interval: found.interval, significant: p !== undefined && p <= ALPHA };
}

function correlationDifference(pairing: Pairing, correlation: Correlation): Found {
  const rows = pairing.pairs.flatMap(({ human, a, b }) => (human === undefined ? [] : [{ human, a, b }]));
  if (pairing.clusters.length < 2) return undefined;
  const differenceIn = (indices: Iterable<number>) => {
    const drawn = Array.from(indices, (i) => rows[i]!);
    const human = drawn.map((row) => row.human);
    const [a, b] = [
      correlation(
        drawn.map((row) => row.a),
        human,
      ),
      correlation(
        drawn.map((row) => row.b),
        human,
      ),
    ];
    return a === undefined || b === undefined ? undefined : b - a;
  };
  const difference = differenceIn(rows.keys());
  const interval = clusterBootstrap(pairing.clusters, differenceIn, {
    seed: 'gate',
    resamples: 1000,
    level: expandedLevel(pairing.clusters.length, 1 - ALPHA),
  });
  return difference === undefined || interval === undefined ? undefined : { difference, interval, significant: true };
}

/**
 * Whether the summary's value is what these scores give (their mean, or a correlation): else the statistic is made in
 * another way.
 */
function isStatisticOf(
  correlation: Correlation | undefined,
  scores: readonly Score[],
  criterion: string,
  value: number,
): boolean {
  const scored = scores.filter((each) => each.criterion === criterion && each.score !== undefined);
  const computed = correlation === undefined ? mean(scored.map(({ score }) => score!)) : withHuman(scored, correlation);
  return computed !== undefined && Math.abs(computed - value) <= 1e-9 * Math.max(1, Math.abs(value));
}

function withHuman(scored: readonly Score[], correlation: Correlation): number | undefined {
  const rated = scored.filter(({ human }) => human !== undefined);
  return correlation(
    rated.map(({ score }) => score!),
    rated.map(({ human }) => human!),
  );
}
