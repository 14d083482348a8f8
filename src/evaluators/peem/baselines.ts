// The baselines that PEEM is compared with (ensemble, calibration, filtering, human), on the same consistency matrix.
// Each gives one value a model, higher for a model that is held to be better.
import { calibrate } from './calibrate.ts';
import { ROUNDING } from './filter.ts';
import { knownMean } from './known-mean.ts';
import type { Matrix } from './predictions.ts';

/** Ensemble: the mean consistency with all other models, itself left out. A model alone is consistent with none: 0. */
export function ensemble(consistency: Matrix): number[] {
  const n = consistency.length;
  return consistency.map((row, i) =>
    n === 1 ? 0 : row.reduce((sum, value, j) => (j === i ? sum : sum + value), 0) / (n - 1),
  );
}

/**
 * Calibration: the weights of the E-step alone, softmax(w / 0.5). Unlike in the EM, the diagonal is 0. The values rank
 * the models; they sum to 1 and are no consistencies.
 */
export function calibration(consistency: Matrix): number[] {
  const withoutDiagonal = consistency.map((row, i) => row.map((value, j) => (i === j ? 0 : value)));
  const powers = calibrate(withoutDiagonal).map((weight) => Math.exp(weight / 0.5));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/**
 * Filtering p: the mean consistency with the models whose ensemble value is at least p times the best, their own
 * consistency with themselves included where it is known. (The published code never lets the weakest of all models be one of them.)
 */
export function filtering(consistency: Matrix, p = 0.9): number[] {
  const references = filteringReferences(consistency, p);
  return consistency.map((_, i) => knownMean(references.map((j) => consistency[j]![i]!)));
}

/** The models that `filtering` measures all by. */
export function filteringReferences(consistency: Matrix, p = 0.9): number[] {
  const values = ensemble(consistency);
  const best = Math.max(...values);
  return values.flatMap((value, j) => (value >= p * best - ROUNDING || value === best ? [j] : []));
}

/** Human: the consistency with the human labels, which joined as model `human`; their own is NaN where it is not known. */
export function human(consistency: Matrix, human: number): number[] {
  return consistency.map((_, i) => (i === human ? consistency[i]![i]! : knownMean([consistency[human]![i]!])));
}
