import type { BatchevalConfig } from '../evaluators/batcheval/config.ts';
import { batchevalConfig, settleBatcheval } from '../evaluators/batcheval/config.ts';
import type { Settling } from '../evaluators/settling.ts';

/** The schemas of the evaluators' configs: one line an evaluator, here and in evaluators/table.ts. */
export const EVALUATOR_SCHEMAS = [batchevalConfig] as const;

export type EvaluatorConfig = BatchevalConfig;

/** Settles the config of whatever evaluator it is of. */
export function settleEvaluator(config: EvaluatorConfig, settling: Settling): EvaluatorConfig {
  switch (config.type) {
    case 'batcheval':
      return settleBatcheval(config, settling);
  }
}
