import { appendTo } from '../../append-to.ts';
import { directionOf } from '../../compare/direction.ts';
import type { Rating, Score } from '../../evaluators/evaluator.ts';
import { methodOf } from '../methods/table.ts';
import { humanDistances } from './human-distance.ts';
import type { LoadedRun } from './load.ts';
import { type Range, scalesOf } from './scales.ts';

/** A row of the table of samples: one scored thing, with the ratings behind it. */
export interface SampleRow {
  /** The index of its run among the runs of the report. */
  run: number;
  model: string;
  sample: string;
  criterion: string;
  turn?: number;
  score?: number | string;
  stderr?: number;
  human?: number;
  status: string;
  ratings: Rating[];
  /** How much it needs a look, from 0 to 1: the spread of its ratings, or its distance from the human score. */
  dispute: number;
}

/**
 * The rows of a run, those first that most need a look: what could not be scored, then what is most disputed, then the
 * worst scores.
 */
export function sampleRows(run: LoadedRun, at: number): SampleRow[] {
  const scored = run.scores.filter(({ sample }) => sample !== '');
  const rows = scored.length > 0 ? fromScores(run, scored, at) : fromRatings(run.ratings, at);
  const ranges = rangesOf(run, rows);
  const off = distancesFromHuman(rows, ranges);
  const judged = rows.map((row) => {
    const range = ranges.get(row.criterion);
    const dispute = disputeOf(row, range, off.get(row) ?? 0);
    return { row: { ...row, dispute }, badness: badness(run.evaluator, row, range) };
  });
  return judged
    .sort((a, b) => unscored(b.row) - unscored(a.row) || b.row.dispute - a.row.dispute || b.badness - a.badness)
    .map(({ row }) => row);
}

function fromScores({ evaluator, ratings }: LoadedRun, scores: readonly Score[], run: number): SampleRow[] {
  const method = methodOf(evaluator);
  const byThing = new Map<string, Rating[]>();
  for (const rating of ratings) {
    const criterion = method.scored?.(rating.criterion) ?? rating.criterion;
    appendTo(byThing, thing(rating, criterion), rating);
  }
  return scores.map((score) => ({
    ...score,
    run,
    ratings: byThing.get(thing(score, score.criterion)) ?? [],
    dispute: 0,
  }));
}

/** The rows of a method that scores models and not samples: what each model said of each sample. */
function fromRatings(ratings: readonly Rating[], run: number): SampleRow[] {
  const groups = new Map<string, SampleRow>();
  for (const rating of ratings) {
    const key = thing(rating, rating.criterion);
    const { model, sample, criterion, turn, status } = rating;
    const row = groups.get(key) ?? { run, model, sample, criterion, turn, status, ratings: [], dispute: 0 };
    groups.set(key, row);
    row.ratings.push(rating);
    if (rating.status === 'ok') row.status = 'ok';
  }
  const rows = [...groups.values()];
  for (const row of rows) row.score = mostCommon(row.ratings.flatMap(({ rating }) => rating ?? []));
  for (const item of byItem(rows).values()) {
    const said = item.flatMap((row) => row.ratings.map(({ rating }) => rating));
    const common = mostCommon(said);
    const top = said.filter((each) => each === common).length;
    for (const row of item) row.dispute = said.length < 2 ? 0 : 1 - top / said.length;
  }
  return rows;
}

function byItem(rows: readonly SampleRow[]): Map<string, SampleRow[]> {
  const groups = new Map<string, SampleRow[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.sample, row.criterion, row.turn]);
    appendTo(groups, key, row);
  }
  return groups;
}

function mostCommon<T>(values: readonly T[]): T | undefined {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

function thing({ model, sample, turn }: Pick<Rating, 'model' | 'sample' | 'turn'>, criterion: string): string {
  return JSON.stringify([model, sample, turn, criterion]);
}

/** The scale of each criterion: the config's, else from the lowest to the highest score. */
function rangesOf({ manifest }: LoadedRun, rows: readonly SampleRow[]): Map<string, Range> {
  const ranges = new Map<string, Range>();
  for (const { criterion, score } of rows) {
    if (typeof score !== 'number') continue;
    const { low, high } = ranges.get(criterion) ?? { low: score, high: score };
    ranges.set(criterion, { low: Math.min(low, score), high: Math.max(high, score) });
  }
  for (const [name, scale] of scalesOf(manifest.config)) ranges.set(name, scale);
  return ranges;
}

/** How far each row that has a human score lies from it, from 0 to 1. */
function distancesFromHuman(rows: readonly SampleRow[], ranges: ReadonlyMap<string, Range>): Map<SampleRow, number> {
  const byCriterion = new Map<string, { row: SampleRow; score: number; human: number }[]>();
  for (const row of rows) {
    const { criterion, score, human } = row;
    if (typeof score === 'number' && human !== undefined) appendTo(byCriterion, criterion, { row, score, human });
  }
  const off = new Map<SampleRow, number>();
  for (const [criterion, pairs] of byCriterion) {
    const range = ranges.get(criterion);
    if (range === undefined || range.high === range.low) continue;
    for (const [i, distance] of humanDistances(pairs, range).entries()) off.set(pairs[i]!.row, distance);
  }
  return off;
}

function disputeOf({ score, stderr, dispute }: SampleRow, range: Range | undefined, off: number): number {
  if (typeof score !== 'number' || range === undefined || range.high === range.low) return dispute;
  return Math.min(1, Math.max(off, (stderr ?? 0) / (range.high - range.low), dispute));
}

/** How bad a score is, from 0 for the best of its scale to 1; 0 where more is neither better nor worse. */
function badness(evaluator: string, { score, criterion }: SampleRow, range: Range | undefined): number {
  if (typeof score !== 'number' || range === undefined || range.high === range.low) return 0;
  const share = (score - range.low) / (range.high - range.low);
  switch (directionOf(evaluator, criterion)) {
    case 'higher':
      return 1 - share;
    case 'lower':
      return share;
    case 'none':
      return 0;
  }
}

function unscored({ status }: SampleRow): number {
  return status === 'ok' ? 0 : 1;
}
