import type { Score } from '../../evaluator.ts';
import { FAILURE } from '../criteria.ts';
import { placeKey } from '../place.ts';
import { coverage } from './coverage.ts';
import { type Material, observations, observe, turnOf } from './material.ts';
import type { Observation, Sheet } from './sheet.ts';

/**
 * Criterion `failure`: `n`, `coverage`, `rate` (also by turn, category and phenomenon), `slope_over_turns`, and how
 * failures draw others after them: `rate[previous=failed]` and `rate[previous=passed]`, after a turn that failed or did
 * not, and their difference `cascade[by=order]`; `rate[dependency=failed]` and `rate[dependency=passed]`, where a turn
 * that this one leans on failed or none did, and their difference `cascade[by=dependency]`.
 */
export function failureStatistics(sheet: Sheet, material: Material): void {
  coverage(sheet, material, FAILURE);
  const failures = observations(material, FAILURE);
  sheet.breakdown('rate', FAILURE, 'rate', failures);
  sheet.slope(FAILURE, failures);
  const known = new Map<string, number>();
  const own = material.scores.filter((score) => score.criterion === FAILURE && score.score !== undefined);
  for (const score of own) known.set(placeKey(score), score.score!);
  const before = own.flatMap((score) =>
    follow(material, score, [known.get(placeKey({ ...score, turn: score.turn! - 1 }))]),
  );
  cascade(sheet, before, 'previous', 'order');
  const dependencies = own.flatMap((score) => {
    const on = turnOf(material.sessions, score)?.dependsOn ?? [];
    return on.length === 0
      ? []
      : follow(
          material,
          score,
          on.map((turn) => known.get(placeKey({ ...score, turn }))),
        );
  });
  cascade(sheet, dependencies, 'dependency', 'dependency');
}

interface Followed extends Observation {
  after: 'failed' | 'passed';
}

/** A failure or none, and what it follows: one failed turn is enough, but all must be known to have passed. */
function follow(material: Material, score: Score, earlier: readonly (number | undefined)[]): Followed[] {
  const after = earlier.includes(1) ? 'failed' : earlier.includes(undefined) ? undefined : 'passed';
  return after === undefined ? [] : [{ ...observe(material, score, score.score!), after }];
}

function cascade(sheet: Sheet, followed: readonly Followed[], qualifier: string, by: string): void {
  for (const after of ['failed', 'passed'] as const) {
    sheet.rate(
      FAILURE,
      `rate[${qualifier}=${after}]`,
      followed.filter((each) => each.after === after),
    );
  }
  sheet.estimate(
    FAILURE,
    `cascade[by=${by}]`,
    followed,
    ({ after, value }) => (after === 'failed' ? [1, value, 0, 0] : [0, 0, 1, value]),
    ([failed, ofFailed, passed, ofPassed]) =>
      failed === 0 || passed === 0 ? undefined : ofFailed! / failed! - ofPassed! / passed!,
  );
}
