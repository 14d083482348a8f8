import { appendTo } from '../append-to.ts';
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
 * @param isPanel whether several judges may have rated it, however many of them could be read; else the ratings are of one
 * @returns mean and standard error, in the unit of the ratings; no mean without a rating, no standard error of a single
 * rating or of a panel of which a single judge was read
 */
export function meanOfJudges(
  ratings: readonly JudgeRating[],
  isPanel: boolean,
): { mean: number | undefined; stderr: number | undefined } {
  // Without a map for each of what may be hundreds of thousands of things.
  const values = isPanel ? [...meansByJudge(ratings).values()] : ratings.map(({ rating }) => rating);
  return { mean: isPanel ? mean(values) : plainMean(values), stderr: standardError(values) };
}

/** The mean rating of each judge. */
export function meansByJudge(ratings: readonly JudgeRating[]): Map<string, number> {
  const judges = new Map<string, number[]>();
  for (const { judge, rating } of ratings) appendTo(judges, judge, rating);
  return new Map([...judges].map(([judge, own]) => [judge, plainMean(own)!]));
}

/**
 * The mean of ratings that are added up plainly, in the order of the rounds, as the published scores of BatchEval were:
 * sums in another order or with compensation differ in the last digit, which breaks ties between scores and so changes
 * rank correlations.
 */
function plainMean(ratings: readonly number[]): number | undefined {
  let sum = 0;
  for (const rating of ratings) sum += rating;
  return ratings.length === 0 ? undefined : sum / ratings.length;
}
