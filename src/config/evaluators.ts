import * as z from 'zod';
import type { BatchevalConfig, SettledBatchevalConfig } from '../evaluators/batcheval/config.ts';
import { batchevalConfig, settleBatcheval } from '../evaluators/batcheval/config.ts';
import { judgesOf } from '../evaluators/judges.ts';
import type { MtBenchConfig, SettledMtBenchConfig } from '../evaluators/mt-bench/config.ts';
import { mtBenchConfig, settleMtBench } from '../evaluators/mt-bench/config.ts';
import type { PeemConfig } from '../evaluators/peem/config.ts';
import { peemConfig, settlePeem } from '../evaluators/peem/config.ts';
import type { Settling } from '../evaluators/settling.ts';
import type { Model } from '../model/ask.ts';

/** The schemas of the evaluators' configs: named here, below and in evaluators/table.ts. */
const SCHEMAS = { batcheval: batchevalConfig, peem: peemConfig, 'mt-bench': mtBenchConfig };

export type EvaluatorConfig = BatchevalConfig | PeemConfig | MtBenchConfig;

/** Their configs once they are settled. */
export type SettledEvaluatorConfig = SettledBatchevalConfig | PeemConfig | SettledMtBenchConfig;

/** The schema of one type of evaluator. Where there is no such type, it refuses everything and names the types. */
export function evaluatorSchema(type: unknown): z.ZodType<EvaluatorConfig> {
  for (const [name, schema] of Object.entries(SCHEMAS)) if (name === type) return schema();
  return z.looseObject({ type: z.enum(Object.keys(SCHEMAS)) }) as unknown as z.ZodType<never>;
}

/** The schema of all evaluators. */
export function anyEvaluator() {
  return z.discriminatedUnion('type', [SCHEMAS.batcheval(), SCHEMAS.peem(), SCHEMAS['mt-bench']()]);
}

/** Settles the config of whatever evaluator it is of. */
export function settleEvaluator(config: EvaluatorConfig, settling: Settling): SettledEvaluatorConfig {
  switch (config.type) {
    case 'batcheval':
      return settleBatcheval(config, settling);
    case 'peem':
      return settlePeem(config, settling);
    case 'mt-bench':
      return settleMtBench(config, settling);
  }
}

/** The judges of whatever evaluator a config is of. */
export function judgesIn(config: SettledEvaluatorConfig): Model[] {
  return config.type === 'peem' ? [] : judgesOf(config);
}
