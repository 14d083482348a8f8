import { settling } from '../fixtures.ts';
import { batchevalConfig, type SettledBatchevalConfig, settleBatcheval } from './config.ts';

/** For tests: a config as a run has it, of one judge called "judge" and one criterion called "c" unless it says otherwise. */
export function settledConfig(extra: object = {}): SettledBatchevalConfig {
  const judge = 'judges' in extra ? {} : { judge: { model: 'judge' } };
  const criteria = [{ name: 'c', scale: [1, 5], question: '?' }];
  return settleBatcheval(batchevalConfig().parse({ type: 'batcheval', ...judge, criteria, ...extra }), settling);
}
