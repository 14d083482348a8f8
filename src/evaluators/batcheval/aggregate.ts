// BatchEval (Yuan et al., ACL 2024): the ensemble, a sample's score is the mean over the rounds that could be read.
import type { Sample } from '../../data/samples.ts';
import { mean } from '../../stats/mean.ts';
import { standardError } from '../../stats/standard-error.ts';
import type { Rating, Score } from '../evaluator.ts';
import { judgesOf, type SettledBatchevalConfig } from './config.ts';
import { humanScoreOf, modelOf } from './units.ts';

/**
 * The score of every unit on every criterion, in the order of the dataset: the mean of its ratings of all rounds; with
 * several judges, the mean of the judges' means. Its standard error rests on the judges then: however often each of them
 * is asked, what they differ by does not become less.
 */
export function aggregate(
  ratings: readonly Rating[],
  samples: readonly Sample[],
  models: readonly { name: string }[],
  config: SettledBatchevalConfig,
): Score[] {
  const byUnit = RatingsByUnit.of(ratings);
  const hasPanel = judgesOf(config).length > 1;
  const scores: Score[] = [];
  for (const criterion of config.criteria) {
    for (const { id, model, sample } of expectedUnits(samples, models)) {
      const own = byUnit.get(model, id, criterion.name);
      const read = own.filter((rating): rating is Rating & { rating: number } => rating.status === 'ok');
      const byJudge = meansByJudge(read);
      const score = mean(byJudge);
      scores.push({
        model,
        sample: id,
        criterion: criterion.name,
        score,
        stderr: standardError(hasPanel ? byJudge : read.map(({ rating }) => rating)),
        ratings: read.length,
        human: humanScoreOf(sample, criterion),
        status: score !== undefined ? 'ok' : (own.at(-1)?.status ?? 'not-asked'),
      });
    }
  }
  return scores;
}

/** The units of a job, whether or not they have outputs: those of the dataset, or every model's for every sample. */
export function* expectedUnits(
  samples: readonly Sample[],
  models: readonly { name: string }[],
): Generator<{ id: string; model: string; sample: Sample }> {
  if (models.length === 0) for (const sample of samples) yield { id: sample.id, model: modelOf(sample), sample };
  for (const { name } of models) for (const sample of samples) yield { id: sample.id, model: name, sample };
}

/** The ratings of every unit by criterion, in the order of the ratings. */
export class RatingsByUnit {
  // Maps within maps: a key of all three parts would need a text of its own for each of the units. And no list around a
  // rating that is the only one: of large runs there would be as many lists as samples.
  readonly #groups = new Map<string, Map<string, Map<string, Rating | Rating[]>>>();

  private constructor(ratings: readonly Rating[]) {
    for (const rating of ratings) {
      const bySample = within(within(this.#groups, rating.criterion), rating.model);
      const group = bySample.get(rating.sample);
      if (group === undefined) bySample.set(rating.sample, rating);
      else if (Array.isArray(group)) group.push(rating);
      else bySample.set(rating.sample, [group, rating]);
    }
  }

  /** Scores and statistics are made of the same ratings: these are grouped once. */
  static of(ratings: readonly Rating[]): RatingsByUnit {
    let grouped = groupings.get(ratings);
    if (grouped === undefined) {
      grouped = new RatingsByUnit(ratings);
      groupings.set(ratings, grouped);
    }
    return grouped;
  }

  get(model: string, sample: string, criterion: string): readonly Rating[] {
    const group = this.#groups.get(criterion)?.get(model)?.get(sample);
    if (group === undefined) return [];
    return Array.isArray(group) ? group : [group];
  }
}

const groupings = new WeakMap<readonly Rating[], RatingsByUnit>();

function within<T>(maps: Map<string, Map<string, T>>, key: string): Map<string, T> {
  let inner = maps.get(key);
  if (inner === undefined) {
    inner = new Map();
    maps.set(key, inner);
  }
  return inner;
}

/**
 * The mean rating of each judge. Ratings are added up plainly, in the order of the rounds, as the published scores were:
 * sums in another order or with compensation differ in the last digit, which breaks ties between scores and so changes
 * rank correlations.
 */
function meansByJudge(ratings: readonly (Rating & { rating: number })[]): number[] {
  const judges = new Map<string, { sum: number; count: number }>();
  for (const { judge, rating } of ratings) {
    const total = judges.get(judge);
    if (total === undefined) judges.set(judge, { sum: rating, count: 1 });
    else {
      total.sum += rating;
      total.count += 1;
    }
  }
  return [...judges.values()].map(({ sum, count }) => sum / count);
}
