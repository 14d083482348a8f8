// The E-step: how far each reference model is to be trusted.
import type { Matrix } from './predictions.ts';

/** The weights have settled when they move by no more than this in sum. */
const SETTLED = 0.01;

/** The published loop has no limit and needs a handful of rounds; this one ends on any matrix (negative ones too). */
const MOST_ROUNDS = 1000;

/**
 * Weights of the reference models: a model counts for more, the more it agrees with models that count for more.
 *
 * w = row means; repeat { w ← w / Σw; S ← S with column j multiplied by n·w(j); w′ ← row means of S, normalised;
 * t = Σ|w′ − w|; w ← w′ } while t > 0.01. A published quirk: S is never reset, so the factors of a column multiply up
 * from round to round and the weights lean ever more on the strongest column.
 *
 * @param block consistency among the references that are still in, diagonal included; an entry that is not known (NaN)
 * is left out of its row's mean
 * @returns weights that sum to 1; all equal where the block's sum is not positive
 */
export function calibrate(block: Matrix): number[] {
  const n = block.length;
  // Column j of S is the block's column times factors[j], which spares a copy of S.
  let factors = new Array<number>(n).fill(1);
  let weights = normalised(block.map((row) => weightedMean(row, factors)));
  for (let round = 0; weights && round < MOST_ROUNDS; round += 1) {
    const current = weights;
    factors = bounded(factors.map((factor, j) => factor * n * current[j]!));
    weights = normalised(block.map((row) => weightedMean(row, factors)));
    if (!weights) return current;
    if (weights.reduce((moved, weight, i) => moved + Math.abs(weight - current[i]!), 0) <= SETTLED) return weights;
  }
  return weights ?? new Array<number>(n).fill(1 / n);
}

function weightedMean(row: readonly number[], factors: readonly number[]): number {
  let sum = 0;
  let known = 0;
  for (let j = 0; j < row.length; j += 1) {
    if (Number.isNaN(row[j]!)) continue;
    sum += row[j]! * factors[j]!;
    known += 1;
  }
  return known === 0 ? 0 : sum / known;
}

/** The values over their sum; `undefined` where that makes no weights. */
function normalised(values: number[]): number[] | undefined {
  const sum = values.reduce((total, value) => total + value, 0);
  return sum > 0 && Number.isFinite(sum) ? values.map((value) => value / sum) : undefined;
}

/** The factors, scaled down before they overflow; a common scale of S is of no consequence. */
function bounded(factors: number[]): number[] {
  const largest = factors.reduce((most, factor) => Math.max(most, Math.abs(factor)), 0);
  return largest > 1e100 ? factors.map((factor) => factor / largest) : factors;
}
