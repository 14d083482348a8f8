import { appendTo } from '../../append-to.ts';
import { mean } from '../../stats/mean.ts';
import type { Rating, Score } from '../evaluator.ts';
import { meansByJudge } from '../mean-of-judges.ts';
import { GRADE, opponentIn } from './criteria.ts';
import type { Game } from './games.ts';
import { scoreKey } from './place.ts';
import { byPlace } from './statistics/material.ts';
import { distinct } from './statistics/sheet.ts';

/** What the things that one of several judges left without a reading do to the mean of a model. */
export interface JudgeGap {
  judge: string;
  /** How many things that other judges rated it gave no rating. */
  lacking: number;
  /** How many things it was to rate, of those that any judge rated. */
  of: number;
  /** Its level less that of the others, on the things that both rated; undefined where there are none. */
  difference?: number;
  /** The model whose mean is moved most by what is missing, and by how much. */
  model: string;
  shift: number;
}

/** An answer or a comparison that judges rated. */
interface RatedThing {
  model: string;
  /** The mean of each judge that rated it. */
  means: ReadonlyMap<string, number>;
}

/** The gaps of the judges that gave some answers no grade while others did. */
export function gradeGaps(ratings: readonly Rating[]): JudgeGap[] {
  const things = byPlace(ratings, GRADE)
    .map((own): RatedThing => {
      const read = own.filter((each): each is Rating & { rating: number } => typeof each.rating === 'number');
      return { model: own[0]!.model, means: meansByJudge(read) };
    })
    .filter(({ means }) => means.size > 0);
  const judges = distinct(ratings.filter(({ criterion }) => criterion === GRADE).map(({ judge }) => judge));
  return judges.flatMap((judge): JudgeGap[] => {
    const lacking = things.filter(({ means }) => !means.has(judge));
    if (lacking.length === 0) return [];
    const difference = differenceOf(judge, things);
    const shifts = distinct(lacking.map(({ model }) => model)).map((model) => ({
      model,
      shift: shiftOf(
        things.filter((thing) => thing.model === model),
        judge,
        difference ?? 0,
      ),
    }));
    const largest = shifts.reduce((a, b) => (Math.abs(b.shift) > Math.abs(a.shift) ? b : a));
    return [
      {
        judge,
        lacking: lacking.length,
        of: things.length,
        ...(difference !== undefined && { difference }),
        ...largest,
      },
    ];
  });
}

/**
 * The gaps of the judges that gave some comparisons no verdict while others did, in points of the adjusted win rate. A
 * judge has no level here that all models share: it may favour one of them, so that the difference is that of the model.
 *
 * @param scores say whose win rates there are: a baseline has none
 */
export function verdictGaps(games: readonly Game[], scores: readonly Score[]): JudgeGap[] {
  const byComparison = new Map<string, Game[]>();
  for (const game of games) appendTo(byComparison, scoreKey(game), game);
  const comparisons = [...byComparison.values()]
    .map((own) => {
      const read = own.flatMap(({ judge, result }) => (result === undefined ? [] : [{ judge, rating: result }]));
      return { model: own[0]!.model, opponent: opponentIn(own[0]!.criterion)!, means: meansByJudge(read) };
    })
    .filter(({ means }) => means.size > 0);
  const models = distinct(
    scores.filter(({ criterion }) => opponentIn(criterion) !== undefined).map(({ model }) => model),
  );
  const thingsOf = (model: string): RatedThing[] =>
    comparisons.flatMap(({ model: own, opponent, means }) => {
      if (own === model) return [{ model, means }];
      if (opponent !== model) return [];
      return [{ model, means: new Map([...means].map(([judge, points]) => [judge, 1 - points])) }];
    });
  return distinct(games.map(({ judge }) => judge)).flatMap((judge): JudgeGap[] => {
    const lacking = comparisons.filter(({ means }) => !means.has(judge)).length;
    if (lacking === 0) return [];
    const gaps = models.flatMap((model) => {
      const things = thingsOf(model);
      if (things.every(({ means }) => means.has(judge))) return [];
      const difference = differenceOf(judge, things);
      return [
        { model, shift: shiftOf(things, judge, difference ?? 0), ...(difference !== undefined && { difference }) },
      ];
    });
    const gravest = gaps.reduce((a, b) => (gravityOf(b) > gravityOf(a) ? b : a));
    return [{ judge, lacking, of: comparisons.length, ...gravest }];
  });
}

/** What is not known may be anything. */
function gravityOf({ difference, shift }: Pick<JudgeGap, 'difference' | 'shift'>): number {
  return difference === undefined ? Number.POSITIVE_INFINITY : Math.abs(shift);
}

function differenceOf(judge: string, things: readonly RatedThing[]): number | undefined {
  const shared = things.filter(({ means }) => means.has(judge) && means.size > 1);
  return mean(shared.map(({ means }) => means.get(judge)! - meanWithout(means, judge)));
}

function meanWithout(means: ReadonlyMap<string, number>, judge: string): number {
  return mean([...means].flatMap(([by, value]) => (by === judge ? [] : [value])))!;
}

/** By how much the mean over these things would be lower if the judge had rated all, as far from the others as it is. */
function shiftOf(things: readonly RatedThing[], judge: string, difference: number): number {
  return mean(things.map(({ means }) => (means.has(judge) ? 0 : -difference / (means.size + 1))))!;
}
