import type { Rating, Score } from '../evaluator.ts';
import { judgesOf } from './collect.ts';
import type { BatchevalConfig } from './config.ts';

/** Below this share of ratings that were read, some scores rest on clearly fewer rounds than others. */
const READ = 0.95;

/** Below this many pairs the percentile interval of a correlation is rough (see stats/percentile-interval.ts). */
const FEW_PAIRS = 20;

/** What a user must know about how far the results can be trusted. */
export function warnings(scores: readonly Score[], ratings: readonly Rating[], config: BatchevalConfig): string[] {
  return [missingRatings(scores, ratings, config), fewHumanScores(scores)].filter((found) => found !== undefined);
}

/** A sample counts as scored with a single rating: how many there are of all is not seen by its coverage. */
function missingRatings(
  scores: readonly Score[],
  ratings: readonly Rating[],
  config: BatchevalConfig,
): string | undefined {
  const expected =
    config.composition === 'fixed' ? ratings.length : scores.length * judgesOf(config).length * config.rounds;
  const reasons = new Map<string, number>();
  let read = 0;
  for (const { status } of ratings) {
    if (status === 'ok') read += 1;
    else reasons.set(status, (reasons.get(status) ?? 0) + 1);
  }
  if (expected === 0 || read >= READ * expected) return undefined;
  const unasked = expected - ratings.length;
  if (unasked > 0) reasons.set('not-asked', (reasons.get('not-asked') ?? 0) + unasked);
  const why = [...reasons].map(([status, count]) => `${count} ${status}`).join(', ');
  return `Only ${read} of ${expected} ratings could be had (${why}): scores rest on fewer rounds than asked for, some of them on one.`;
}

function fewHumanScores(scores: readonly Score[]): string | undefined {
  const pairs = new Map<string, number>();
  for (const { model, criterion, score, human } of scores) {
    if (score === undefined || human === undefined) continue;
    const key = JSON.stringify([model, criterion]);
    pairs.set(key, (pairs.get(key) ?? 0) + 1);
  }
  const fewest = Math.min(...pairs.values());
  return fewest < FEW_PAIRS
    ? `Correlations with human scores rest on as few as ${fewest} samples of a model: with fewer than ${FEW_PAIRS} their intervals are too narrow, or there is none.`
    : undefined;
}
