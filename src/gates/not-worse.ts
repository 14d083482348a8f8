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
import { pearson } from '../stats/pearson.ts';
import { spearman } from '../stats/spearman.ts';
import type { Gate } from './gate.ts';

const CORRELATIONS = { pearson, spearman, kendall } as const;

/** The statistics whose difference can be computed from paired scores; a `[turn=N]` may follow. */
const PAIRED = ['mean', ...Object.keys(CORRELATIONS)];

const RESAMPLES = 5000;

export interface PairedDifference {
  /** This run's minus the baseline's, over what both scored. */
  difference: number;
  interval: Interval;
  samples: number;
  /** Whether more of it is worse. */
  lowerIsBetter: boolean;
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
  const { name, turn } = /^(?<name>[a-z]+)(?:\[turn=(?<turn>\d+)\])?$/.exec(statistic)?.groups ?? {};
  if (name === undefined || !PAIRED.includes(name)) {
    return `only ${PAIRED.join(', ')} can be paired sample by sample; compare ${JSON.stringify(statistic)} with a margin, as in ">= baseline - 0.1"`;
  }
  const own = (scores: readonly Score[]) =>
    scores.filter(
      (score) => (model === undefined || score.model === model) && (turn === undefined || score.turn === Number(turn)),
    );
  const [after, before] = [own(run.scores), own(baseline.scores)];
  if (!isStatisticOf(name, after, criterion, run.value) || !isStatisticOf(name, before, criterion, baseline.value)) {
    return `${JSON.stringify(statistic)} is not computed from the scores of single samples here; compare it with a margin, as in ">= baseline - 0.1"`;
  }
  // A correlation is made of what has a human score alone.
  const known = name === 'mean' ? before : before.filter(({ human }) => human !== undefined);
  const pairing = pair(known, after, criterion);
  const found =
    name === 'mean' ? meanDifference(pairing) : correlationDifference(pairing, CORRELATIONS[name as 'pearson']);
  if (found === undefined) return 'too few samples were scored in both runs';
  return { ...found, samples: pairing.clusters.length, lowerIsBetter: directionOf(evaluator, criterion) === 'lower' };
}

type Found = Pick<PairedDifference, 'difference' | 'interval'> | undefined;

function meanDifference(pairing: Pairing): Found {
  const found = differenceOf(pairing, { seed: 'gate', resamples: RESAMPLES });
  return found?.interval === undefined ? undefined : { difference: found.difference, interval: found.interval };
}

function correlationDifference(pairing: Pairing, correlation: (typeof CORRELATIONS)['pearson']): Found {
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
  return difference === undefined || interval === undefined ? undefined : { difference, interval };
}

/** Whether the summary's value is what these scores give: else the statistic is made in another way. */
function isStatisticOf(name: string, scores: readonly Score[], criterion: string, value: number): boolean {
  const scored = scores.filter((each) => each.criterion === criterion && each.score !== undefined);
  const computed = name === 'mean' ? mean(scored.map(({ score }) => score!)) : correlationOf(name, scored);
  return computed !== undefined && Math.abs(computed - value) <= 1e-9 * Math.max(1, Math.abs(value));
}

function correlationOf(name: string, scored: readonly Score[]): number | undefined {
  const rated = scored.filter(({ human }) => human !== undefined);
  const correlation = CORRELATIONS[name as 'pearson'];
  return correlation(
    rated.map(({ score }) => score!),
    rated.map(({ human }) => human!),
  );
}
