// PEEM and its baselines by name: one config can ask for several.
import { calibration, ensemble, filtering, filteringReferences, human } from './baselines.ts';
import { estimate } from './estimate.ts';
import { expectationMaximisation } from './expectation-maximisation.ts';
import { type Footing, footingOf } from './footing.ts';
import type { Matrix } from './predictions.ts';
import { withTies } from './ties.ts';

export const ALGORITHMS = ['peem', 'ensemble', 'calibration', 'filtering', 'human'] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

export interface AlgorithmOptions {
  /** Names of the models, the human labels' included: decide between equal weights. */
  names?: readonly string[];
  /** Place of the human labels among the models, where they joined. The algorithm `human` needs it. */
  human?: number;
  /** Share of the best ensemble value that makes a reference of `filtering`; 0.9 by default. */
  p?: number;
}

/** The capability of every model, equal where it differs by rounding only, and whose can't be compared. */
export interface CapabilityValues {
  values: number[];
  footing: Footing;
}

/**
 * The capability of every model by an algorithm. Where human labels joined as one more model they are a reference like
 * the others in all of them, and have a value of their own, which is no model's and not to be ranked.
 *
 * @throws RangeError when `human` is asked for and no human labels joined
 */
export function capabilities(
  algorithm: Algorithm,
  consistency: Matrix,
  options: AlgorithmOptions = {},
): CapabilityValues {
  switch (algorithm) {
    case 'peem': {
      const em = expectationMaximisation(consistency, options.names);
      const values = withTies(estimate(consistency, em));
      return { values, footing: footingOf(values, em.references) };
    }
    case 'ensemble':
      return { values: withTies(ensemble(consistency)), footing: {} };
    case 'calibration':
      return { values: withTies(calibration(consistency)), footing: {} };
    case 'filtering': {
      const values = withTies(filtering(consistency, options.p));
      return { values, footing: footingOf(values, filteringReferences(consistency, options.p)) };
    }
    case 'human':
      if (options.human === undefined) throw new RangeError("the algorithm 'human' needs human labels");
      return { values: withTies(human(consistency, options.human)), footing: {} };
  }
}
