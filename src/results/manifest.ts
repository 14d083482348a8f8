import * as z from 'zod';

const modelTotals = z.object({
  calls: z.number(),
  /** Calls that the recording held already, or whose reply an equal one under way brought. */
  held: z.number(),
  failed: z.number(),
  promptTokens: z.number(),
  completionTokens: z.number(),
  /** Answered calls of which the server did not tell the tokens: these are not in the tokens above. */
  withoutUsage: z.number().optional(),
  /**
   * US dollars; undefined where a call has no price, or the server did not tell its tokens. What held calls once cost is in
   * `cost`, not in `paid`.
   */
  cost: z.number().optional(),
  paid: z.number().optional(),
});

/** run.json: what was run, with what, and how it went. */
export const manifestSchema = z.object({
  tool: z.literal('assay'),
  version: z.string(),
  tables: z.number(),
  name: z.string(),
  /** How the run ended. */
  state: z.enum(['complete', 'incomplete', 'interrupted', 'failed']),
  /** Why it is not complete. */
  reason: z.string().optional(),
  started: z.string(),
  seconds: z.number(),
  /** When the replies were read anew, by the version above; what was asked and paid is as it was. */
  rescored: z.string().optional(),
  /** The config with everything settled, without secrets. */
  config: z.record(z.string(), z.unknown()),
  dataset: z.object({ path: z.string(), rows: z.number(), sha256: z.string() }),
  /** Hashes of the further files that the config names. */
  files: z.record(z.string(), z.string()),
  seed: z.number(),
  coverage: z.number(),
  /** By name of the model or judge. */
  models: z.record(z.string(), modelTotals),
  /** How often calls were tried again, by reason. */
  retries: z.record(z.string(), z.number()),
  /** How each address that was asked fared: how many calls at once it was last found to take, how often it was out. */
  endpoints: z
    .array(
      z.object({
        backend: z.string(),
        address: z.string(),
        concurrency: z.number(),
        limit: z.number(),
        outs: z.number(),
      }),
    )
    .optional(),
  recording: z.string(),
  /** The method's own tables beside the common ones. */
  ownTables: z.array(z.string()),
  /** What to know about how far the results can be trusted. */
  warnings: z.array(z.string()),
  node: z.string(),
});

export type Manifest = z.output<typeof manifestSchema>;
export type RunState = Manifest['state'];
export type ModelTotals = z.output<typeof modelTotals>;
