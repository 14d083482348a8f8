import { mean } from '../../stats/mean.ts';
import type { Rating } from '../evaluator.ts';
import { meansByJudge } from '../mean-of-judges.ts';
import { GRADE } from './criteria.ts';
import { byPlace } from './statistics/material.ts';
import { distinct } from './statistics/sheet.ts';

/** What the answers that one of several judges gave no grade do to the mean grade. */
export interface JudgeGap {
  judge: string;
  /** How many answers that other judges graded it gave no grade. */
  lacking: number;
  /** How many answers it was to grade, of those that any judge graded. */
  of: number;
  /** Its level less that of the others, on the answers that both graded; undefined where there are none. */
  difference?: number;
  /** The model whose mean grade is moved most by what is missing, and by how much. */
  model: string;
  shift: number;
}

interface Place {
  model: string;
  /** The mean grade of each judge that gave one. */
  grades: ReadonlyMap<string, number>;
}

/** The gaps of the judges that gave some answers no grade while others did. */
export function judgeGaps(ratings: readonly Rating[]): JudgeGap[] {
  const places = byPlace(ratings, GRADE)
    .map(toPlace)
    .filter(({ grades }) => grades.size > 0);
  const judges = distinct(ratings.filter(({ criterion }) => criterion === GRADE).map(({ judge }) => judge));
  return judges.flatMap((judge): JudgeGap[] => {
    const lacking = places.filter(({ grades }) => !grades.has(judge));
    if (lacking.length === 0) return [];
    const shared = places.filter(({ grades }) => grades.has(judge) && grades.size > 1);
    const difference = mean(shared.map(({ grades }) => grades.get(judge)! - meanWithout(grades, judge)));
    const shifts = distinct(lacking.map(({ model }) => model)).map((model) => ({
      model,
      shift: shiftOf(
        places.filter((place) => place.model === model),
        judge,
        difference ?? 0,
      ),
    }));
    const largest = shifts.reduce((a, b) => (Math.abs(b.shift) > Math.abs(a.shift) ? b : a));
    return [
      {
        judge,
        lacking: lacking.length,
        of: places.length,
        ...(difference !== undefined && { difference }),
        ...largest,
      },
    ];
  });
}

function toPlace(ratings: readonly Rating[]): Place {
  const read = ratings.filter((each): each is Rating & { rating: number } => typeof each.rating === 'number');
  return { model: ratings[0]!.model, grades: meansByJudge(read) };
}

function meanWithout(grades: ReadonlyMap<string, number>, judge: string): number {
  return mean([...grades].flatMap(([by, grade]) => (by === judge ? [] : [grade])))!;
}

/** By how much the mean over these answers would be lower if the judge had graded all, as far from the others as it is. */
function shiftOf(places: readonly Place[], judge: string, difference: number): number {
  return mean(places.map(({ grades }) => (grades.has(judge) ? 0 : -difference / (grades.size + 1))))!;
}
