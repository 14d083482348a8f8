import { CONTEXT_ERRORS } from '../../../judging/verdicts/read-context-error.ts';
import { meanOfJudges } from '../../mean-of-judges.ts';
import { CONTEXT_ERROR, CONTEXT_ERROR_TURN } from '../criteria.ts';
import { contextGain } from './context-gain.ts';
import { coverage } from './coverage.ts';
import { byPlace, type Material, observations, observe } from './material.ts';
import { agreementOf, labelPairs, meanKappa } from './nominal-agreement.ts';
import { distinct, type Sheet } from './sheet.ts';

/**
 * Criterion `context-error`, of dependent turns: `n`, `coverage`, `error_rate` (also by turn, category and phenomenon),
 * `neglect_rate`, `hallucination_rate`, `misunderstanding_rate` (also by turn), `slope_over_turns` of the error rate,
 * `mean_distance`, how many turns back the turn concerned lies; with several judges `judge_agreement` (the share of
 * pairs of judgements with the same kind) and `judge_kappa`.
 */
export function contextErrorStatistics(sheet: Sheet, material: Material): void {
  const errors = observations(material, CONTEXT_ERROR);
  coverage(sheet, material, CONTEXT_ERROR);
  sheet.breakdown('rate', CONTEXT_ERROR, 'error_rate', errors);
  const places = byPlace(material.ratings, CONTEXT_ERROR);
  for (const kind of CONTEXT_ERRORS) {
    const shares = places.flatMap((own) => {
      const read = own.filter(({ status }) => status === 'ok');
      // As the error rate, of which they are the parts: judges weigh alike, however often each could be read.
      const { mean } = meanOfJudges(
        read.map(({ judge, rating }) => ({ judge, rating: rating === kind ? 1 : 0 })),
        true,
      );
      return mean === undefined ? [] : [observe(material, own[0]!, mean)];
    });
    sheet.rate(CONTEXT_ERROR, `${kind}_rate`, shares);
    sheet.byTurn('rate', CONTEXT_ERROR, `${kind}_rate`, shares);
  }
  sheet.slope(CONTEXT_ERROR, errors);
  const distances = material.ratings.flatMap((rating) =>
    rating.criterion === CONTEXT_ERROR_TURN && typeof rating.rating === 'number'
      ? [observe(material, rating, (rating.turn ?? 0) - rating.rating)]
      : [],
  );
  sheet.mean(CONTEXT_ERROR, 'mean_distance', distances);
  contextGain(sheet, material, CONTEXT_ERROR);
  const judges = distinct(places.flat().map(({ judge }) => judge));
  if (judges.length < 2) return;
  // Judges are compared repeat by repeat.
  const labels = places.flatMap((own) =>
    distinct(own.map(({ round }) => round)).map((round) =>
      judges.map(
        (judge) => own.find((each) => each.judge === judge && each.round === round)?.rating as string | undefined,
      ),
    ),
  );
  const pairs = labelPairs(labels);
  sheet.add(CONTEXT_ERROR, 'judge_agreement', agreementOf(pairs), pairs.length);
  sheet.add(CONTEXT_ERROR, 'judge_kappa', meanKappa(labels), pairs.length);
}
