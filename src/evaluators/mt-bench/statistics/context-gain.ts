import { ABLATED, type CHECKS, type CONTEXT_ERROR, directionOf, type GRADE } from '../criteria.ts';
import { placeKey } from '../place.ts';
import { type Material, observe } from './material.ts';
import type { Sheet } from './sheet.ts';

/**
 * `context_gain`: how much better the scores of dependent turns are with the conversation before them than without it,
 * the mean of the differences of the same turn. Where a model makes use of the conversation it is above 0, whichever way
 * the criterion runs: a grade that is higher, a rate of context errors that is lower.
 */
export function contextGain(
  sheet: Sheet,
  material: Material,
  criterion: typeof GRADE | typeof CHECKS | typeof CONTEXT_ERROR,
): void {
  const without = new Map(
    material.scores
      .filter((score) => score.criterion === ABLATED + criterion && score.score !== undefined)
      .map((score) => [placeKey(score), score.score!]),
  );
  if (without.size === 0) return;
  const sign = directionOf(criterion) === 'lower' ? -1 : 1;
  const gains = material.scores.flatMap((score) => {
    const ablated = without.get(placeKey(score));
    return score.criterion !== criterion || score.score === undefined || ablated === undefined
      ? []
      : [observe(material, score, sign * (score.score - ablated))];
  });
  sheet.mean(criterion, 'context_gain', gains);
  sheet.byTurn('mean', criterion, 'context_gain', gains);
}
