// BatchEval (Yuan et al., ACL 2024): the ensemble, a sample's score is the mean over the rounds that could be read.
import type { Sample } from '../../data/samples.ts';
import type { Rating, Score } from '../evaluator.ts';
import { judgesOf } from '../judges.ts';
import { meanOfJudges } from '../mean-of-judges.ts';
import type { SettledBatchevalConfig } from './config.ts';
import type { RatingsByUnit } from './ratings-by-unit.ts';
import { humanScoreOf, modelOf } from './units.ts';

/**
 * Ratings → scores: the score of every unit on every criterion, in the order of the dataset. It is the mean of its
 * ratings of all rounds; with several judges, the mean of the judges' means. Its standard error rests on the judges then:
 * however often each of them is asked, what they differ by does not become less.
 */
export function aggregate(
  ratings: RatingsByUnit,
  samples: readonly Sample[],
  models: readonly { name: string }[],
  config: SettledBatchevalConfig,
): Score[] {
  const hasPanel = judgesOf(config).length > 1;
  const scores: Score[] = [];
  for (const criterion of config.criteria) {
    for (const { id, model, sample } of expectedUnits(samples, models)) {
      const own = ratings.get(model, id, criterion.name);
      const read = own.filter((rating): rating is Rating & { rating: number } => rating.status === 'ok');
      const { mean: score, stderr } = meanOfJudges(read, hasPanel);
      scores.push({
        model,
        sample: id,
        criterion: criterion.name,
        score,
        stderr,
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
