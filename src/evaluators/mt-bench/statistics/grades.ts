import { centred } from '../../../stats/centred.ts';
import { isPairable } from '../../../stats/is-pairable.ts';
import { krippendorffAlpha } from '../../../stats/krippendorff-alpha.ts';
import { mean } from '../../../stats/mean.ts';
import { standardDeviation } from '../../../stats/standard-deviation.ts';
import type { Rating } from '../../evaluator.ts';
import { GRADE } from '../criteria.ts';
import { contextGain } from './context-gain.ts';
import { coverage } from './coverage.ts';
import { byPlace, type Material, observations, observe } from './material.ts';
import { distinct, type Sheet } from './sheet.ts';

/**
 * Criterion `grade`: `n`, `coverage`, `mean` (also by turn, category and phenomenon), `sd`, `slope_over_turns`,
 * `context_gain` (also by turn); with several judges or repeats `mean[judge=x]`, `judge_agreement`, `repeat_agreement`
 * (Krippendorff's alpha: 1 is perfect, 0 what chance gives).
 */
export function gradeStatistics(sheet: Sheet, material: Material): void {
  const grades = observations(material, GRADE);
  coverage(sheet, material, GRADE);
  sheet.breakdown('mean', GRADE, 'mean', grades);
  sheet.add(GRADE, 'sd', standardDeviation(grades.map(({ value }) => value)), grades.length);
  sheet.slope(GRADE, grades);
  contextGain(sheet, material, GRADE);
  const places = byPlace(material.ratings, GRADE);
  const judges = distinct(places.flat().map(({ judge }) => judge));
  agreement(
    sheet,
    'judge',
    unitsOf(places, ({ judge }) => judge),
  );
  // A judge repeats itself, not the others: means over judges would differ by which of them was read.
  const repeated = judges.map((judge) =>
    unitsOf(
      places.map((own) => own.filter((rating) => rating.judge === judge)).filter((own) => own.length > 0),
      ({ round }) => String(round),
    ),
  );
  agreement(sheet, 'repeat', judges.length > 1 ? repeated.flatMap(aboutOwnLevel) : repeated.flat());
  if (judges.length < 2) return;
  for (const judge of judges) {
    const own = places.flat().filter((rating) => rating.judge === judge);
    const read = own.flatMap((rating) =>
      typeof rating.rating === 'number' ? [observe(material, rating, rating.rating)] : [],
    );
    sheet.mean(GRADE, `mean[judge=${judge}]`, read);
  }
}

/** The grades of one thing by its raters. */
interface Unit {
  session: string;
  grades: (number | undefined)[];
}

/** @param places the ratings of each thing */
function unitsOf(places: readonly (readonly Rating[])[], raterOf: (rating: Rating) => string): Unit[] {
  const raters = distinct(places.flat().map(raterOf));
  return places.map((own) => ({
    session: own[0]!.sample,
    grades: raters.map((rater) =>
      mean(
        own.flatMap((rating) =>
          raterOf(rating) === rater && typeof rating.rating === 'number' ? [rating.rating] : [],
        ),
      ),
    ),
  }));
}

function aboutOwnLevel(units: readonly Unit[]): Unit[] {
  const grades = centred(units.map((unit) => unit.grades));
  return units.map(({ session }, i) => ({ session, grades: grades[i]! }));
}

function agreement(sheet: Sheet, name: 'judge' | 'repeat', units: readonly Unit[]): void {
  const pairable = units.filter(({ grades }) => isPairable(grades));
  sheet.resample(GRADE, `${name}_agreement`, pairable, (indices) =>
    krippendorffAlpha(Array.from(indices, (i) => pairable[i]!.grades)),
  );
}
