import { mean } from '../stats/mean.ts';
import { standardError } from '../stats/standard-error.ts';

interface JudgeRating {
  judge: string;
  rating: number;
}

/**
 * The mean of the ratings of one thing; with several judges, the mean of the judges' means, so that a judge weighs the
 * same however often it could be read. Its standard error rests on the judges then: however often each of them is asked,
 * what they differ by does not become less.
 *
 * @param ratings finite, in the order of the rounds
 * @param isPanel whether several judges were to rate it, however many of them could be read
 * @returns mean and standard error, in the unit of the ratings; no mean without a rating, no standard error of a single
 * rating or of a panel of which a single judge was read
 */
export function meanOfJudges(
  ratings: readonly JudgeRating[],
  isPanel: boolean,
): { mean: number | undefined; stderr: number | undefined } {
  const means = [...meansByJudge(ratings).values()];
  return { mean: mean(means), stderr: standardError(isPanel ? means : ratings.map(({ rating }) => rating)) };
}

/**
 * The mean rating of each judge. Ratings are added up plainly, in the order of the rounds, as the published scores of
 * BatchEval were: sums in another order or with compensation differ in the last digit, which breaks ties between scores
 * and so changes rank correlations.
 */
export function meansByJudge(ratings: readonly JudgeRating[]): Map<string, number> {
  const judges = new Map<string, { sum: number; count: number }>();
  for (const { judge, rating } of ratings) {
    const total = judges.get(judge);
    if (total === undefined) judges.set(judge, { sum: rating, count: 1 });
    else {
      total.sum += rating;
      total.count += 1;
    }
  }
  return new Map([...judges].map(([judge, { sum, count }]) => [judge, sum / count]));
}
