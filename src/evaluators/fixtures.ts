// For tests: what the evaluators' configs are settled by.
import type { Model } from '../model/ask.ts';
import type { ModelConfig } from '../model/config.ts';
import type { Settling } from './settling.ts';

const settleModel = (config: ModelConfig): Model => ({
  ...config,
  name: config.name ?? config.model,
  backend: config.backend ?? 'test',
});

/** Takes every reference for good, and every path as it is. */
export const settling: Settling = {
  model: settleModel,
  models: (configs) => configs.map(settleModel),
  path: (path) => path,
  problem: (message) => {
    throw new Error(message);
  },
};
