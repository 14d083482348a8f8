import type { Sample } from '../../data/samples.ts';
import { mean } from '../../stats/mean.ts';
import { listed } from '../../suggest.ts';
import type { Rating, Score } from '../evaluator.ts';
import { judgesOf } from '../judges.ts';
import type { SettledBatchevalConfig } from './config.ts';
import type { RatingsByUnit } from './ratings-by-unit.ts';
import { humanScoreOf } from './units.ts';

/** Below this share of ratings that were read, some scores rest on clearly fewer rounds than others. */
const READ = 0.95;

/** Below this many pairs the percentile interval of a correlation is rough (see stats/percentile-interval.ts). */
const FEW_PAIRS = 20;

/** Below this many samples even a widened interval of a mean is too narrow (see stats/expanded-level.ts). */
const FEW_SAMPLES = 8;

/** What a user must know about how far the results can be trusted. */
export function warnings(
  scores: readonly Score[],
  ratings: RatingsByUnit,
  config: SettledBatchevalConfig,
  samples: readonly Sample[],
): string[] {
  const found = [missingRatings(scores, ratings.all, config), fewSamples(scores), fewHumanScores(scores)].filter(
    (each) => each !== undefined,
  );
  return [...found, ...missingJudges(scores, ratings, config), ...otherHumanScores(config, samples)];
}

/** A sample counts as scored with a single rating: how many there are of all is not seen by its coverage. */
function missingRatings(
  scores: readonly Score[],
  ratings: readonly Rating[],
  config: SettledBatchevalConfig,
): string | undefined {
  const expected =
    config.composition === 'fixed' ? ratings.length : scores.length * judgesOf(config).length * config.rounds;
  const reasons = new Map<string, number>();
  let read = 0;
  let missing = 0;
  for (const { status } of ratings) {
    if (status === 'ok') read += 1;
    else {
      // A sample without an output is in no round: there is one rating that says so for all of them.
      const count = status === 'no-output' && config.composition !== 'fixed' ? config.rounds : 1;
      reasons.set(status, (reasons.get(status) ?? 0) + count);
      missing += count;
    }
  }
  if (expected === 0 || read >= READ * expected) return undefined;
  const unasked = expected - read - missing;
  if (unasked > 0) reasons.set('not-asked', (reasons.get('not-asked') ?? 0) + unasked);
  const why = [...reasons].map(([status, count]) => `${count} ${status}`).join(', ');
  if (read === 0) return `None of ${expected} ratings could be had (${why}).`;
  const { length } = scores;
  const without = scores.filter((score) => score.ratings === 0).length;
  const most = scores.reduce((before, score) => Math.max(before, score.ratings), 0);
  const fewer = scores.filter((score) => score.ratings > 0 && score.ratings < most).length;
  const so = [
    ...(without > 0 ? [`${without} of ${length} scores could not be had`] : []),
    ...(fewer > 0 ? [`${fewer} of ${length} rest on fewer ratings than others`] : []),
    ...(without + fewer === 0 ? ['all scores rest on fewer than were asked for'] : []),
  ];
  return `Only ${read} of ${expected} ratings could be had (${why}): ${so.join(', ')}.`;
}

/**
 * A score is the mean of the judges that could be read. Where one of them is missing it is at the level of the others,
 * and can't be compared with scores of all judges unless their levels are the same.
 */
function missingJudges(scores: readonly Score[], ratings: RatingsByUnit, config: SettledBatchevalConfig): string[] {
  const judges = judgesOf(config).map(({ name }) => name);
  if (judges.length < 2) return [];
  return config.criteria.flatMap(({ name: criterion }) => {
    const own = scores.filter((score) => score.criterion === criterion && score.status === 'ok');
    const read = own.map(({ model, sample }) =>
      ratings.get(model, sample, criterion).filter(({ status }) => status === 'ok'),
    );
    return judges.flatMap((judge) => {
      const missing = read.filter((each) => each.every((rating) => rating.judge !== judge)).length;
      if (missing === 0) return [];
      const difference = mean(read.flatMap((each) => differenceFromOthers(each, judge) ?? []));
      const level =
        difference === undefined
          ? ''
          : ` Where others scored a sample too, its ratings differed from theirs by ${difference.toFixed(2)} on average, by which those scores are out of line.`;
      return `${missing} of ${own.length} scores on "${criterion}" lack the judge "${judge}" and rest on the others alone.${level}`;
    });
  });
}

/** By how much a judge rated one sample higher than the other judges did; undefined unless both did. */
function differenceFromOthers(ratings: readonly Rating[], judge: string): number | undefined {
  const [its, others] = [true, false].map((isIts) =>
    mean(ratings.filter((rating) => (rating.judge === judge) === isIts).map(({ rating }) => Number(rating))),
  );
  return its === undefined || others === undefined ? undefined : its - others;
}

function fewSamples(scores: readonly Score[]): string | undefined {
  const fewest = fewestOf(scores.filter(({ score }) => score !== undefined));
  return fewest < FEW_SAMPLES
    ? `Means rest on ${asFewAs(fewest)} of a model: with fewer than ${FEW_SAMPLES} their intervals are too narrow, or there is none.`
    : undefined;
}

function fewHumanScores(scores: readonly Score[]): string | undefined {
  const fewest = fewestOf(scores.filter(({ score, human }) => score !== undefined && human !== undefined));
  return fewest < FEW_PAIRS
    ? `Correlations with human scores rest on ${asFewAs(fewest)} of a model: with fewer than ${FEW_PAIRS} their intervals are too narrow, or there is none.`
    : undefined;
}

function asFewAs(samples: number): string {
  return samples === 1 ? 'a single sample' : `as few as ${samples} samples`;
}

/** How many scores a model has on a criterion, where it has fewest; infinite where there are none. */
function fewestOf(scores: readonly Score[]): number {
  const counts = new Map<string, number>();
  for (const { model, criterion } of scores) {
    const key = JSON.stringify([model, criterion]);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return Math.min(...counts.values());
}

/** A criterion is compared with the human scores of its name; where the data call them otherwise, nothing is compared. */
function otherHumanScores({ criteria }: SettledBatchevalConfig, samples: readonly Sample[]): string[] {
  const known = new Set<string>();
  for (const { human } of samples) for (const name of Object.keys(human)) known.add(name);
  if (known.size === 0) return [];
  const alone = criteria.filter((each) => samples.every((sample) => humanScoreOf(sample, each) === undefined));
  return alone.map(
    ({ name }) =>
      `No sample has human scores for "${name}", so nothing is compared with them; the data have: ${listed([...known])}. If one of these is meant, name it with \`human\` in the criterion.`,
  );
}
