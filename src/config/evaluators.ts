import type { BatchevalConfig } from '../evaluators/batcheval/config.ts';
import { batchevalConfig, settleBatcheval } from '../evaluators/batcheval/config.ts';
import type { MtBenchConfig } from '../evaluators/mt-bench/config.ts';
import { mtBenchConfig, settleMtBench } from '../evaluators/mt-bench/config.ts';
import type { PeemConfig } from '../evaluators/peem/config.ts';
import { peemConfig, settlePeem } from '../evaluators/peem/config.ts';
import type { Settling } from '../evaluators/settling.ts';

/** The schemas of the evaluators' configs: one line an evaluator, here and in evaluators/table.ts. */
export const EVALUATOR_SCHEMAS = [batchevalConfig, peemConfig, mtBenchConfig] as const;

export type EvaluatorConfig = BatchevalConfig | PeemConfig | MtBenchConfig;

/** Settles the config of whatever evaluator it is of. */
export function settleEvaluator(config: EvaluatorConfig, settling: Settling): EvaluatorConfig {
  switch (config.type) {
    case 'batcheval':
      return settleBatcheval(config, settling);
    case 'peem':
      return settlePeem(config, settling);
    case 'mt-bench':
      return settleMtBench(config, settling);
  }
}
