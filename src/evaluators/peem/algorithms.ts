// PEEM and its baselines by name: one config can ask for several.
import { calibration, ensemble, filtering, human } from './baselines.ts';
import { estimate } from './estimate.ts';
import { expectationMaximisation } from './expectation-maximisation.ts';
import type { Matrix } from './predictions.ts';

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

/**
 * The capability of every model by an algorithm. Where human labels joined as one more model they are a reference like
 * the others in all of them, and have a value of their own, which is no model's and not to be ranked.
 *
 * @throws RangeError when `human` is asked for and no human labels joined
 */
export function capabilities(algorithm: Algorithm, consistency: Matrix, options: AlgorithmOptions = {}): number[] {
  switch (algorithm) {
    case 'peem':
      return estimate(consistency, expectationMaximisation(consistency, options.names));
    case 'ensemble':
      return ensemble(consistency);
    case 'calibration':
      return calibration(consistency);
    case 'filtering':
      return filtering(consistency, options.p);
    case 'human':
      if (options.human === undefined) throw new RangeError("the algorithm 'human' needs human labels");
      return human(consistency, options.human);
  }
}
