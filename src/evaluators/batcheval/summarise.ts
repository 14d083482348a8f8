import { appendTo } from '../../append-to.ts';
import type { BootstrapOptions } from '../../stats/bootstrap.ts';
import { bootstrapAlpha } from '../../stats/bootstrap-alpha.ts';
import { bootstrapCorrelations } from '../../stats/bootstrap-correlations.ts';
import { bootstrapMean } from '../../stats/bootstrap-mean.ts';
import { bootstrapSums } from '../../stats/bootstrap-sums.ts';
import { columnSums } from '../../stats/column-sums.ts';
import { expandedLevel } from '../../stats/expanded-level.ts';
import { kendall } from '../../stats/kendall.ts';
import { krippendorffAlpha } from '../../stats/krippendorff-alpha.ts';
import { mean } from '../../stats/mean.ts';
import { pearson } from '../../stats/pearson.ts';
import { slopeOfSums, slopeTerms } from '../../stats/slope-of-sums.ts';
import { spearman } from '../../stats/spearman.ts';
import { standardDeviation } from '../../stats/standard-deviation.ts';
import { standardError } from '../../stats/standard-error.ts';
import type { Rating, Score, Statistic } from '../evaluator.ts';
import { RatingsByUnit } from './aggregate.ts';

/**
 * What a run of BatchEval says of each criterion, over all samples and for each model: how good (mean), how sure
 * (interval, coverage), and how far to trust the judge (correlation with human scores for the ensemble and for each
 * round alone, agreement between rounds and judges, effect of the position in the batch).
 */
export function summarise(scores: readonly Score[], ratings: readonly Rating[], seed: number): Statistic[] {
  const byUnit = RatingsByUnit.of(ratings);
  const criteria = [...new Set(scores.map(({ criterion }) => criterion))];
  const models = [...new Set(scores.map(({ model }) => model))];
  const groups = models.length > 1 ? ['', ...models] : [''];
  return criteria.flatMap((criterion) =>
    groups.flatMap((model) => {
      const own = scores.filter((score) => score.criterion === criterion && (model === '' || score.model === model));
      const ratingsOf = (score: Score) => byUnit.get(score.model, score.sample, criterion);
      return new Summary(model, criterion, seed).of(own, ratingsOf);
    }),
  );
}

/** The ratings behind a score. They are looked up wherever they are needed: a list of them all would be a large one. */
type RatingsOf = (score: Score) => readonly Rating[];

class Summary {
  readonly #model: string;
  readonly #criterion: string;
  readonly #seed: number;
  readonly #statistics: Statistic[] = [];

  constructor(model: string, criterion: string, seed: number) {
    this.#model = model;
    this.#criterion = criterion;
    this.#seed = seed;
  }

  of(scores: readonly Score[], ratingsOf: RatingsOf): Statistic[] {
    const values = scores.flatMap(({ score }) => (score === undefined ? [] : [score]));
    this.#add('n', scores.length, scores.length);
    this.#add('coverage', values.length / scores.length, scores.length);
    this.#mean('mean', values, this.#options('mean', values.length));
    this.#add('sd', standardDeviation(values), values.length);
    this.#add('stderr', standardError(values), values.length);
    this.#correlate('', scores, ({ score }) => score);
    // How far to trust the judge is a matter of all samples together.
    if (this.#model === '') {
      this.#rounds(scores, ratingsOf);
      this.#judges(scores, ratingsOf);
      this.#positions(scores, ratingsOf);
    }
    return this.#statistics;
  }

  #rounds(scores: readonly Score[], ratingsOf: RatingsOf): void {
    const rounds = distinct(scores, ratingsOf, ({ round }) => round);
    const meanOf = (score: Score, round: number) =>
      mean(ratingsOf(score).flatMap((rating) => (rating.round === round ? numberIn(rating) : [])));
    for (const round of rounds) this.#correlate(`[round=${round}]`, scores, (score) => meanOf(score, round));
    if (rounds.length < 2) return;
    this.#agreement(
      'round_agreement',
      scores.map((score) => rounds.map((round) => meanOf(score, round))),
    );
  }

  #judges(scores: readonly Score[], ratingsOf: RatingsOf): void {
    const judges = distinct(scores, ratingsOf, ({ judge }) => judge);
    if (judges.length < 2) return;
    const table = scores.map((score) =>
      judges.map((judge) =>
        mean(ratingsOf(score).flatMap((rating) => (rating.judge === judge ? numberIn(rating) : []))),
      ),
    );
    for (const [column, judge] of judges.entries()) {
      const read = table.map((means) => means[column]).filter((value) => value !== undefined);
      this.#mean(`mean[judge=${judge}]`, read, this.#options(`judge/${judge}`, read.length));
      this.#correlate(`[judge=${judge}]`, scores, (_, i) => table[i]![column]);
    }
    this.#agreement('judge_agreement', table);
  }

  /** Krippendorff's alpha over the columns of a table of units; 1 is perfect agreement, 0 that of chance. */
  #agreement(name: string, table: (number | undefined)[][]): void {
    const interval = bootstrapAlpha(table, this.#options(name, table.length * table[0]!.length));
    this.#add(name, krippendorffAlpha(table), table.length, interval);
  }

  /**
   * Whether the place in the batch moves a rating: each rating's difference from the mean of its own sample, by place,
   * and the slope of that over the places. A judge without position bias has all of them near 0.
   */
  #positions(scores: readonly Score[], ratingsOf: RatingsOf): void {
    const byPosition = new Map<number, number[]>();
    const terms: number[][] = []; // by unit
    for (const score of scores) {
      const own = ratingsOf(score);
      const centre = own.length < 2 ? undefined : mean(own.flatMap(numberIn));
      if (centre === undefined) continue;
      const ofUnit: number[][] = [];
      for (const { position, rating } of own) {
        if (position === undefined || typeof rating !== 'number') continue;
        const difference = rating - centre;
        ofUnit.push(slopeTerms(position, difference));
        appendTo(byPosition, position, difference);
      }
      if (ofUnit.length > 0) terms.push(columnSums(ofUnit));
    }
    const positions = [...byPosition.keys()].sort((a, b) => a - b);
    if (positions.length < 2) return;
    const n = positions.reduce((sum, position) => sum + byPosition.get(position)!.length, 0);
    const options = { ...this.#options('position_slope', n), level: levelOf(terms.length) };
    const interval = bootstrapSums(terms, slopeOfSums, options);
    this.#add('position_slope', slopeOfSums(columnSums(terms)), n, interval);
    for (const position of positions) {
      const differences = byPosition.get(position)!;
      const options = this.#options(`position/${position}`, n); // all positions together are one statistic's work
      this.#mean(`position_effect[position=${position}]`, differences, options);
    }
  }

  /** @param rated what is held against the human score of each sample */
  #correlate(
    qualifier: string,
    scores: readonly Score[],
    rated: (score: Score, index: number) => number | undefined,
  ): void {
    const x: number[] = [];
    const y: number[] = [];
    for (const [i, score] of scores.entries()) {
      if (score.human === undefined) continue;
      const value = rated(score, i);
      if (value === undefined) continue;
      x.push(value);
      y.push(score.human);
    }
    if (x.length < 2) return;
    const intervals = bootstrapCorrelations(x, y, this.#options(`correlation${qualifier}`, x.length));
    this.#add(`pearson${qualifier}`, pearson(x, y), x.length, intervals.pearson);
    this.#add(`spearman${qualifier}`, spearman(x, y), x.length, intervals.spearman);
    this.#add(`kendall${qualifier}`, kendall(x, y), x.length, intervals.kendall);
  }

  #mean(statistic: string, values: readonly number[], options: BootstrapOptions): void {
    const interval = bootstrapMean(values, { ...options, level: levelOf(values.length) });
    this.#add(statistic, mean(values), values.length, interval);
  }

  #add(statistic: string, value: number | undefined, n: number, interval?: { low: number; high: number }): void {
    if (value === undefined) return;
    this.#statistics.push({ model: this.#model, criterion: this.#criterion, statistic, value, ...interval, n });
  }

  /** A thousand resamples; fewer where the data are so many that the interval is narrow and each resample dear. */
  #options(name: string, size: number) {
    const resamples = Math.max(100, Math.min(1000, Math.round(1e6 / Math.max(1, size))));
    return { seed: `${this.#seed}/bootstrap/${this.#model}/${this.#criterion}/${name}`, resamples };
  }
}

/** The level at which the percentile interval of a mean or slope over `n` units covers 95%; there is none for fewer than two. */
function levelOf(n: number): number | undefined {
  return n < 2 ? undefined : expandedLevel(n);
}

function numberIn({ rating }: Rating): number[] {
  return typeof rating === 'number' ? [rating] : [];
}

/** The distinct values of a column of ratings, in order. */
function distinct<T extends number | string>(
  scores: readonly Score[],
  ratingsOf: RatingsOf,
  column: (rating: Rating) => T | undefined,
): T[] {
  const values = new Set<T>();
  for (const score of scores) {
    for (const rating of ratingsOf(score)) {
      const value = column(rating);
      if (value !== undefined) values.add(value);
    }
  }
  return [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
