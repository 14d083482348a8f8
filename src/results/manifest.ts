/** How a run ended. */
export type RunState = 'complete' | 'incomplete' | 'interrupted' | 'failed';

export interface ModelTotals {
  calls: number;
  /** Calls that the recording held already. */
  held: number;
  failed: number;
  promptTokens: number;
  completionTokens: number;
  /** US dollars; undefined where no price is known. What held calls once cost is in `cost`, not in `paid`. */
  cost?: number;
  paid?: number;
}

/** run.json: what was run, with what, and how it went. */
export interface Manifest {
  tool: 'assay';
  version: string;
  tables: number;
  name: string;
  state: RunState;
  /** Why it is not complete. */
  reason?: string;
  started: string;
  seconds: number;
  /** When the replies were read anew, by the version above; what was asked and paid is as it was. */
  rescored?: string;
  /** The config with everything settled, without secrets. */
  config: unknown;
  dataset: { path: string; rows: number; sha256: string };
  /** Hashes of the further files that the config names. */
  files: Record<string, string>;
  seed: number;
  coverage: number;
  /** By name of the model or judge. */
  models: Record<string, ModelTotals>;
  /** How often calls were tried again, by reason. */
  retries: Record<string, number>;
  /** How each address that was asked fared: how many calls at once it was last found to take, how often it was out. */
  endpoints?: { backend: string; address: string; concurrency: number; limit: number; outs: number }[];
  recording: string;
  /** The method's own tables beside the common ones. */
  ownTables: string[];
  /** What to know about how far the results can be trusted. */
  warnings: string[];
  node: string;
}
