import { appendTo } from '../append-to.ts';
import { bootstrapMean } from '../stats/bootstrap-mean.ts';
import { clusterResamples } from '../stats/cluster-resamples.ts';
import { expandedLevel } from '../stats/expanded-level.ts';
import { mean } from '../stats/mean.ts';
import { type RankDistribution, rankDistribution } from '../stats/rank-distribution.ts';
import type { Comparison } from './compare.ts';
import { intervalBeyondPoint } from './difference.ts';
import { directionOf } from './direction.ts';
import type { Group } from './groups.ts';
import type { Subject } from './source.ts';

const RESAMPLES = 2000;

/** Where a subject stands among those of its group on one criterion. */
export interface Standing {
  group: string;
  criterion: string;
  /** 1 + the number of subjects that are better beyond doubt: those that can't be told apart share a place. */
  rank: number;
  subject: string;
  /** Mean over what all subjects of the group have a score for, with its 95% interval unless nothing varies. */
  mean: number;
  low?: number;
  high?: number;
  /** The share of bootstrap resamples in which it is best; ties share. */
  best?: number;
  samples: number;
}

/**
 * Ranks the subjects of a group on each criterion that was compared. A rank counts those that are better beyond doubt
 * (after Holm's correction), as Chatbot Arena ranks by its bound; so A and B, and B and C, may share a place each
 * without A and C doing so.
 *
 * @param comparisons of every pair of subjects
 * @see Chiang et al. (2024), "Chatbot Arena: An Open Platform for Evaluating LLMs by Human Preference", section 5
 */
export function leaderboard(
  groups: readonly Group[],
  comparisons: readonly Comparison[],
  lower: readonly string[] = [],
): Standing[] {
  return groups.flatMap((group) => {
    const own = comparisons.filter((each) => each.group === group.name);
    return [...new Set(own.map(({ criterion }) => criterion))].flatMap((criterion) =>
      standingsOf(
        group,
        criterion,
        own.filter((each) => each.criterion === criterion),
        lower,
      ),
    );
  });
}

function standingsOf(
  { name, subjects }: Group,
  criterion: string,
  comparisons: readonly Comparison[],
  lower: readonly string[],
): Standing[] {
  const having = subjects.filter(({ label }) => comparisons.some(({ a, b }) => a === label || b === label));
  const { rows, clusters } = commonScores(having, criterion);
  if (rows.length === 0) return [];
  const direction = directionOf(having[0]!.evaluator, criterion, lower);
  const sign = direction === 'lower' ? -1 : 1;
  const ranked = rankDistribution(replicates(rows, clusters, sign));
  const standings = having.map((subject, column): Standing => {
    const values = rows.map((row) => row[column]!);
    return {
      group: name,
      criterion,
      rank: 1 + comparisons.filter((each) => loserOf(each) === subject.label).length,
      subject: subject.label,
      mean: mean(values)!,
      ...intervalOf(values, clusters, criterion),
      ...bestOf(ranked?.[column]),
      samples: clusters.length,
    };
  });
  return standings.sort((x, y) => x.rank - y.rank || sign * (y.mean - x.mean));
}

/** Who is worse beyond doubt, if anyone is. */
function loserOf({ a, b, verdict }: Comparison): string | undefined {
  if (verdict === 'better' || verdict === 'higher') return a;
  return verdict === 'worse' || verdict === 'lower' ? b : undefined;
}

/** The scores of what every subject has a score for: a row for each sample and turn, a column for each subject. */
function commonScores(subjects: readonly Subject[], criterion: string): { rows: number[][]; clusters: number[][] } {
  const tables = subjects.map(
    ({ scores }) =>
      new Map(
        scores.flatMap((each): [string, number][] =>
          each.criterion === criterion && each.score !== undefined
            ? [[JSON.stringify([each.sample, each.turn ?? null]), each.score]]
            : [],
        ),
      ),
  );
  const keys = [...(tables[0]?.keys() ?? [])].filter((key) => tables.every((table) => table.has(key))).sort();
  const clusters = new Map<string, number[]>();
  for (const [row, key] of keys.entries()) {
    const sample = JSON.parse(key)[0] as string;
    appendTo(clusters, sample, row);
  }
  return { rows: keys.map((key) => tables.map((table) => table.get(key)!)), clusters: [...clusters.values()] };
}

function intervalOf(values: readonly number[], clusters: readonly number[][], criterion: string) {
  if (clusters.length < 2) return undefined;
  const options = { seed: `compare/leaderboard/${criterion}`, resamples: RESAMPLES };
  const level = expandedLevel(clusters.length);
  return intervalBeyondPoint(bootstrapMean(values, { ...options, level }, clusters));
}

/** The means of all subjects in each of many resamples of the samples; better is higher. */
function replicates(rows: readonly number[][], clusters: readonly number[][], sign: number): number[][] {
  return Array.from(clusterResamples(clusters, { seed: 'compare/ranks', resamples: RESAMPLES }), (indices) => {
    const sums = rows[0]!.map(() => 0);
    for (const i of indices) for (const [column, value] of rows[i]!.entries()) sums[column]! += value;
    return sums.map((sum) => (sign * sum) / indices.length);
  });
}

function bestOf(ranked: RankDistribution | undefined): { best?: number } {
  return ranked === undefined ? {} : { best: ranked.best };
}
