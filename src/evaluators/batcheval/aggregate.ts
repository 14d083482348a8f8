// BatchEval (Yuan et al., ACL 2024): the ensemble, a sample's score is the mean over the rounds that could be read.
import type { Sample } from '../../data/samples.ts';
import { mean } from '../../stats/mean.ts';
import { standardError } from '../../stats/standard-error.ts';
import type { Rating, Score } from '../evaluator.ts';
import type { BatchevalConfig } from './config.ts';
import { humanScoreOf, type Unit } from './units.ts';

/**
 * The score of every unit on every criterion, in the order of the dataset: the mean of its ratings of all rounds; with
 * several judges, the mean of the judges' means.
 */
export function aggregate(
  ratings: readonly Rating[],
  units: readonly Pick<Unit, 'sample' | 'model'>[],
  config: BatchevalConfig,
): Score[] {
  const byUnit = groupByUnit(ratings);
  return config.criteria.flatMap((criterion) =>
    units.map((unit): Score => {
      const own = byUnit.get(unitKey(unit.model, unit.sample.id, criterion.name)) ?? [];
      const read = own.filter((rating): rating is Rating & { rating: number } => rating.status === 'ok');
      const human = humanScoreOf(unit as Unit, criterion);
      const score = mean(meansByJudge(read));
      return {
        model: unit.model,
        sample: unit.sample.id,
        criterion: criterion.name,
        ...(score !== undefined && { score }),
        stderr: standardError(read.map(({ rating }) => rating)),
        ratings: read.length,
        ...(human !== undefined && { human }),
        status: score !== undefined ? 'ok' : (own.at(-1)?.status ?? 'not-asked'),
      };
    }),
  );
}

/** The units of a job, whether or not they have outputs: those of the dataset, or every model's for every sample. */
export function expectedUnits(
  samples: readonly Sample[],
  models: readonly { name: string }[],
): Pick<Unit, 'sample' | 'model'>[] {
  if (models.length === 0) return samples.map((sample) => ({ sample, model: sample.model ?? '' }));
  return models.flatMap(({ name }) => samples.map((sample) => ({ sample, model: name })));
}

export function unitKey(model: string, sample: string, criterion: string): string {
  return JSON.stringify([model, sample, criterion]);
}

export function groupByUnit(ratings: readonly Rating[]): Map<string, Rating[]> {
  const groups = new Map<string, Rating[]>();
  for (const rating of ratings) {
    const key = unitKey(rating.model, rating.sample, rating.criterion);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [rating]);
    else group.push(rating);
  }
  return groups;
}

function meansByJudge(ratings: readonly (Rating & { rating: number })[]): number[] {
  const judges = new Map<string, { sum: number; count: number }>();
  for (const { judge, rating } of ratings) {
    const total = judges.get(judge) ?? { sum: 0, count: 0 };
    judges.set(judge, { sum: total.sum + rating, count: total.count + 1 });
  }
  return [...judges.values()].map(({ sum, count }) => sum / count);
}
