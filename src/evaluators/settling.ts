import type { Model } from '../model/ask.ts';
import type { ModelConfig } from '../model/config.ts';

type Path = readonly (string | number)[];

/**
 * Helps an evaluator's config to be settled: what refers to a backend or a file is made to stand for itself. Paths say
 * where in the evaluator's config something stands, for messages.
 */
export interface Settling {
  /** A model or judge with its name and backend. */
  model(config: ModelConfig, at: Path): Model;
  /** Several of them, whose names must differ. */
  models(configs: readonly ModelConfig[], at: Path): Model[];
  /** A path relative to the config file, made absolute. */
  path(path: string): string;
  /** Reports a mistake that the schema can't see. */
  problem(message: string, at: Path): void;
}
