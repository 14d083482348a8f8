// The EM loop: weigh the reference models (E), drop the one of least weight if the others agree better without it (M),
// until none is dropped.
import { calibrate } from './calibrate.ts';
import { type DropDecision, filter, leastWeight } from './filter.ts';
import type { Matrix } from './predictions.ts';

/** One round of the loop. Models are their places in the consistency matrix. */
type Step = DropDecision & {
  /** The references still in when the step began, ascending, and their weights in the same order. */
  references: number[];
  weights: number[];
  /** The reference of least weight. */
  candidate: number;
};

/**
 * Not in the paper, where every model has several samples: so many references are kept where no model's consistency with
 * itself is known. Of two, each would have the other as its only judge, by the same number: they could only tie.
 */
const FEWEST_WITHOUT_DIAGONAL = 3;

/** Where the loop ended and how it came there. */
export interface ExpectationMaximisation {
  /** The references kept, ascending; never empty unless there are no models. */
  references: number[];
  /** The others, in the order in which they were dropped. */
  dropped: number[];
  trace: Step[];
}

/**
 * Finds the reference models that measure capability best. Every model starts as one, human labels too where they
 * joined as a model; each round drops one or is the last, so there are at most as many rounds as models.
 *
 * @param consistency C(i,j), diagonal included; NaN where a model's consistency with itself is not known
 * @param names of the models: decide between equal weights, so that the order of the models is of no consequence
 */
export function expectationMaximisation(consistency: Matrix, names?: readonly string[]): ExpectationMaximisation {
  let references = consistency.map((_, i) => i);
  const dropped: number[] = [];
  const trace: Step[] = [];
  const fewest = consistency.every((row, i) => Number.isNaN(row[i])) ? FEWEST_WITHOUT_DIAGONAL : 1;
  while (references.length > 0) {
    const kept = references;
    const block = kept.map((i) => kept.map((j) => consistency[i]![j]!));
    const weights = calibrate(block);
    const place = leastWeight(weights, names && kept.map((i) => names[i]!));
    const candidate = kept[place]!;
    const decision = filter(block, place);
    const step = {
      references: kept,
      weights,
      candidate,
      ...decision,
      dropped: decision.dropped && kept.length > fewest,
    };
    trace.push(step);
    if (!step.dropped) break;
    dropped.push(candidate);
    references = kept.filter((i) => i !== candidate);
  }
  return { references, dropped, trace };
}
