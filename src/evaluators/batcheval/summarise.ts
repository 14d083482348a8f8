// BatchEval (Yuan et al., ACL 2024, arXiv 2401.00437): correlations with human scores, by which its main results judge a
// judge. Means, agreement and the effect of the position in the batch are not in the paper.
import { bootstrapAlpha } from '../../stats/bootstrap-alpha.ts';
import { bootstrapColumnEffects } from '../../stats/bootstrap-column-effects.ts';
import { bootstrapCorrelations } from '../../stats/bootstrap-correlations.ts';
import { bootstrapMean } from '../../stats/bootstrap-mean.ts';
import { bootstrapSums } from '../../stats/bootstrap-sums.ts';
import { centred } from '../../stats/centred.ts';
import { clusterStandardError } from '../../stats/cluster-standard-error.ts';
import { type Clusters, clustersOf } from '../../stats/clusters.ts';
import { columnEffects, type TableRow } from '../../stats/column-effects.ts';
import { columnSums } from '../../stats/column-sums.ts';
import { expandedLevel } from '../../stats/expanded-level.ts';
import { isPairable } from '../../stats/is-pairable.ts';
import { kendall } from '../../stats/kendall.ts';
import { krippendorffAlpha } from '../../stats/krippendorff-alpha.ts';
import { mean } from '../../stats/mean.ts';
import { pearson } from '../../stats/pearson.ts';
import { resamplesFor } from '../../stats/resamples-for.ts';
import { spearman } from '../../stats/spearman.ts';
import { standardDeviation } from '../../stats/standard-deviation.ts';
import { standardError } from '../../stats/standard-error.ts';
import { withinSlope, withinSlopeTerms } from '../../stats/within-slope.ts';
import type { Named, Qualifier, Rating, Score, Statistic } from '../evaluator.ts';
import type { RatingsByUnit } from './ratings-by-unit.ts';

/** With human scores. */
export const WITH_HUMAN: readonly string[] = ['pearson', 'spearman', 'kendall'];

/** The names of all statistics of a criterion. */
export const STATISTICS = [
  'n',
  'coverage',
  'mean',
  'sd',
  'stderr',
  'pearson',
  'spearman',
  'kendall',
  'round_agreement',
  'judge_agreement',
  'position_slope',
  'position_effect',
] as const;

type StatisticName = Named<(typeof STATISTICS)[number]>;

/**
 * Scores → statistics: what a run of BatchEval says of each criterion, over all samples and for each model. How good
 * (mean), how sure (interval, coverage), and how far to trust the judge (correlation with human scores for the ensemble
 * and for each round alone, agreement between rounds and judges, effect of the position in the batch), which takes the
 * ratings behind the scores.
 *
 * Over all models a sample may have several scores, one for each model's output. They depend on each other, as some
 * samples are easier than others: in intervals and standard errors the sample is the unit, as it is in comparisons.
 */
export function summarise(scores: readonly Score[], ratings: RatingsByUnit, seed: number): Statistic[] {
  const criteria = [...new Set(scores.map(({ criterion }) => criterion))];
  const models = [...new Set(scores.map(({ model }) => model))];
  const groups = models.length > 1 ? ['', ...models] : [''];
  return criteria.flatMap((criterion) =>
    groups.flatMap((model) => {
      const own = scores.filter((score) => score.criterion === criterion && (model === '' || score.model === model));
      const ratingsOf = (score: Score) => ratings.get(score.model, score.sample, criterion);
      return new Summary(model, criterion, seed, model === '' && models.length > 1).of(own, ratingsOf);
    }),
  );
}

/** The ratings behind a score. They are looked up wherever they are needed: a list of them all would be a large one. */
type RatingsOf = (score: Score) => readonly Rating[];

class Summary {
  readonly #model: string;
  readonly #criterion: string;
  readonly #seed: number;
  readonly #isMixed: boolean;
  readonly #statistics: Statistic[] = [];

  /** @param isMixed whether there are scores of several models, so that a sample may come more than once */
  constructor(model: string, criterion: string, seed: number, isMixed: boolean) {
    this.#model = model;
    this.#criterion = criterion;
    this.#seed = seed;
    this.#isMixed = isMixed;
  }

  of(scores: readonly Score[], ratingsOf: RatingsOf): Statistic[] {
    const found = this.#valuesOf(scores, ({ score }) => score);
    const { values, clusters } = found;
    this.#add('n', scores.length, scores.length);
    this.#add('coverage', values.length / scores.length, scores.length);
    this.#mean('mean', found, 'mean');
    this.#add('sd', standardDeviation(values), values.length);
    const error = clusters === undefined ? standardError(values) : clusterStandardError(values, clusters);
    this.#add('stderr', error, values.length);
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
    const judges = distinct(scores, ratingsOf, ({ judge }) => judge);
    const inRound = (score: Score, judge: string, round: number) =>
      mean(valuesOf(ratingsOf(score), (rating) => rating.judge === judge && rating.round === round));
    for (const round of rounds) {
      // Of all judges or of none: they have levels of their own, and a mean of some of them would show which these were.
      this.#correlate(`[round=${round}]`, scores, (score) => {
        const values = judges.flatMap((judge) => inRound(score, judge, round) ?? []);
        return values.length === judges.length ? mean(values) : undefined;
      });
    }
    if (rounds.length < 2) return;
    const table = judges.flatMap((judge) => {
      const own = scores.map((score) => rounds.map((round) => inRound(score, judge, round)));
      // What judges differ by would look like agreement between the rounds of each.
      return judges.length > 1 ? centred(own) : own;
    });
    const samples = judges.flatMap(() => scores.map(({ sample }) => sample));
    this.#agreement('round_agreement', samples, table);
  }

  #judges(scores: readonly Score[], ratingsOf: RatingsOf): void {
    const judges = distinct(scores, ratingsOf, ({ judge }) => judge);
    if (judges.length < 2) return;
    const table = scores.map((score) =>
      judges.map((judge) => mean(valuesOf(ratingsOf(score), (rating) => rating.judge === judge))),
    );
    for (const [column, judge] of judges.entries()) {
      const ofJudge = (_: Score, i: number) => table[i]![column];
      this.#mean(`mean[judge=${judge}]`, this.#valuesOf(scores, ofJudge), `judge/${judge}`);
      this.#correlate(`[judge=${judge}]`, scores, ofJudge);
    }
    this.#agreement(
      'judge_agreement',
      scores.map(({ sample }) => sample),
      table,
    );
  }

  /**
   * Krippendorff's alpha over the columns of a table of scores; 1 is perfect agreement, 0 that of chance.
   *
   * @param samples of which each row is
   */
  #agreement(
    name: 'round_agreement' | 'judge_agreement',
    samples: readonly string[],
    table: (number | undefined)[][],
  ): void {
    const options = this.#options(name, table.length * table[0]!.length);
    const interval = bootstrapAlpha(table, options, clustersOf(samples));
    const paired = table.filter(isPairable).length;
    this.#add(name, krippendorffAlpha(table), paired, interval);
  }

  /**
   * Whether the place in the batch moves a rating, with a level of its own for each sample (and judge): the slope over
   * the places, and the effect of each place. A judge without position bias has all of them near 0.
   */
  #positions(scores: readonly Score[], ratingsOf: RatingsOf): void {
    const rows: TableRow[] = [];
    const samples: string[] = [];
    for (const score of scores) {
      for (const row of positionRows(ratingsOf(score))) {
        rows.push(row);
        samples.push(score.sample);
      }
    }
    const clusters = clustersOf(samples);
    const n = rows.reduce((sum, { values }) => sum + values.length, 0);
    const terms = rows.map(({ columns, values }) => withinSlopeTerms(columns, values));
    const items = clusters === undefined ? terms : clusters.map((own) => columnSums(own.map((row) => terms[row]!)));
    const options = { ...this.#options('position_slope', n), level: levelOf(items.length) };
    this.#add('position_slope', withinSlope(columnSums(terms)), n, bootstrapSums(items, withinSlope, options));

    const counts: number[] = []; // of ratings, by place
    for (const { columns } of rows) {
      for (const position of columns) counts[position] = (counts[position] ?? 0) + 1;
    }
    const effects = columnEffects(rows, counts.length);
    // A fit takes time in proportion to the third power of the places.
    const work = Math.max(n, counts.length ** 3 / 1000);
    const intervals = bootstrapColumnEffects(rows, counts.length, this.#options('position_effect', work), clusters);
    for (const [position, effect] of effects.entries()) {
      this.#add(`position_effect[position=${position}]`, effect, counts[position] ?? 0, intervals[position]);
    }
  }

  /** @param rated what is held against the human score of each sample */
  #correlate(
    qualifier: Qualifier,
    scores: readonly Score[],
    rated: (score: Score, index: number) => number | undefined,
  ): void {
    const x: number[] = [];
    const y: number[] = [];
    const samples: string[] = [];
    for (const [i, score] of scores.entries()) {
      if (score.human === undefined) continue;
      const value = rated(score, i);
      if (value === undefined) continue;
      x.push(value);
      y.push(score.human);
      samples.push(score.sample);
    }
    if (x.length < 2) return;
    const options = this.#options(`correlation${qualifier}`, x.length);
    const intervals = bootstrapCorrelations(x, y, options, this.#clustersOf(samples));
    this.#add(`pearson${qualifier}`, pearson(x, y), x.length, intervals.pearson);
    this.#add(`spearman${qualifier}`, spearman(x, y), x.length, intervals.spearman);
    this.#add(`kendall${qualifier}`, kendall(x, y), x.length, intervals.kendall);
  }

  /** One value of each score that has it. */
  #valuesOf(scores: readonly Score[], of: (score: Score, index: number) => number | undefined): Values {
    const values: number[] = [];
    const samples: string[] = [];
    for (const [i, score] of scores.entries()) {
      const value = of(score, i);
      if (value === undefined) continue;
      values.push(value);
      if (this.#isMixed) samples.push(score.sample); // else nobody asks for them
    }
    return { values, clusters: this.#clustersOf(samples) };
  }

  #clustersOf(samples: readonly string[]): Clusters | undefined {
    return this.#isMixed ? clustersOf(samples) : undefined;
  }

  #mean(statistic: StatisticName, { values, clusters }: Values, stream: string): void {
    const options = { ...this.#options(stream, values.length), level: levelOf(clusters?.length ?? values.length) };
    this.#add(statistic, mean(values), values.length, bootstrapMean(values, options, clusters));
  }

  #add(statistic: StatisticName, value: number | undefined, n: number, interval?: { low: number; high: number }): void {
    if (value === undefined) return;
    this.#statistics.push({ model: this.#model, criterion: this.#criterion, statistic, value, ...interval, n });
  }

  /** The same resamples for every model: equal scores have equal intervals. */
  #options(name: string, size: number) {
    return { seed: `${this.#seed}/bootstrap/${this.#criterion}/${name}`, resamples: resamplesFor(size) };
  }
}

interface Values {
  values: number[];
  /** Those of the same sample; undefined where no two are. */
  clusters: Clusters | undefined;
}

/**
 * What the ratings of one score say of the places in the batch: a row for each judge that rated it more than once. Rows
 * of a judge's own, as the levels of judges differ, and one of them may have left out the same places again and again.
 */
function positionRows(ratings: readonly Rating[]): TableRow[] {
  if (ratings.length < 2) return [];
  const judges = new Set(ratings.map(({ judge }) => judge));
  return Array.from(judges, (judge) => {
    const read = ratings.filter(
      (each): each is Rating & { position: number; rating: number } =>
        each.judge === judge && each.position !== undefined && typeof each.rating === 'number',
    );
    return { columns: read.map(({ position }) => position), values: read.map(({ rating }) => rating) };
  }).filter(({ values }) => values.length > 1);
}

/** The level at which the percentile interval of a mean or slope over `n` units covers 95%; there is none for fewer than two. */
function levelOf(n: number): number | undefined {
  return n < 2 ? undefined : expandedLevel(n);
}

/** Those ratings that could be read and are meant. */
function valuesOf(ratings: readonly Rating[], isMeant: (rating: Rating) => boolean): number[] {
  const values: number[] = [];
  for (const each of ratings) if (typeof each.rating === 'number' && isMeant(each)) values.push(each.rating);
  return values;
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
