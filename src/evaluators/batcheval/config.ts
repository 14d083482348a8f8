import * as z from 'zod';
import { modelConfig } from '../../model/config.ts';
import { settleJudges, type WithSettledJudges } from '../judges.ts';
import type { Settling } from '../settling.ts';

const anchors = z
  .record(z.string().regex(/^-?\d+(\.\d+)?$/, { error: 'an anchor belongs to a number of the scale' }), z.string())
  .optional()
  .describe('What single values of the scale mean');

const criterion = () =>
  z
    .strictObject({
      name: z.string().min(1).describe('Its name, in prompts and results'),
      scale: z
        .tuple([z.number(), z.number()])
        .refine(([low, high]) => low < high, { error: 'must have its lower end first' })
        .describe('Lowest and highest score'),
      question: z.string().min(1).describe('What the judge is to ask of every sample'),
      anchors,
      human: z.string().optional().describe('Name of this criterion among the human scores, where it differs'),
    })
    .superRefine(({ scale: [low, high], anchors: given = {} }, context) => {
      for (const value of Object.keys(given)) {
        if (Number(value) >= low && Number(value) <= high) continue;
        const message = `is beyond the scale, which goes from ${low} to ${high}`;
        context.addIssue({ code: 'custom', path: ['anchors', value], message });
      }
    })
    .describe('What samples are judged by');

export const batchevalConfig = () =>
  z
    .strictObject({
      type: z.literal('batcheval'),
      judge: modelConfig.optional().describe('The judge'),
      judges: z.array(modelConfig).min(1).optional().describe('Several judges; a score is the mean over all of them'),
      criteria: z.array(criterion()).min(1).describe('What samples are judged by, each in calls of its own'),
      batchSize: z.int().min(1).max(100).default(10).describe('Samples that the judge sees at once'),
      rounds: z
        .int()
        .min(1)
        .max(100)
        .default(5)
        .describe('How often every sample is judged, each time in another batch'),
      procedure: z
        .enum(['one-stage', 'two-stage', 'three-stage'])
        .default('two-stage')
        .describe('Scores at once; analyses, then scores; or scores, analyses, then revised scores'),
      composition: z
        .enum(['heterogeneous', 'homogeneous', 'random', 'fixed'])
        .default('heterogeneous')
        .describe(
          'How batches are put together after the first round: spanning the quality range, of neighbours in quality, at random, or as `batches` says',
        ),
      batches: z
        .union([z.string(), z.array(z.string()).min(1)])
        .optional()
        .describe(
          'For composition `fixed`: JSONL files with `round`, `samples` (ids) and, where they differ by it, `criterion`',
        ),
      scoring: z.enum(['decimal', 'integer']).default('decimal').describe('Whether scores may have decimals'),
      structured: z.boolean().default(false).describe('Ask for JSON by a schema, where the backend supports it'),
      asks: z
        .int()
        .min(1)
        .max(10)
        .default(3)
        .describe('How often a batch is asked in all while part of its reply can not be read'),
      prompt: z.string().optional().describe('A template file to use in place of the built-in prompt'),
      role: z.enum(['user', 'system']).default('user').describe('The role that the prompt is sent in'),
    })
    .refine(({ judge, judges }) => (judge === undefined) !== (judges === undefined), {
      error: 'or `judges` must be there, and not both',
      path: ['judge'],
    })
    .refine(({ composition, batches }) => composition !== 'fixed' || batches !== undefined, {
      error: 'is `fixed`, so `batches` must name the files that hold them',
      path: ['composition'],
    })
    .refine(({ composition, batches }) => composition === 'fixed' || batches === undefined, {
      error: 'is for `composition: fixed` only',
      path: ['batches'],
    })
    .refine(({ criteria }) => new Set(criteria.map(({ name }) => name)).size === criteria.length, {
      error: 'has two criteria of the same name',
      path: ['criteria'],
    });

export type BatchevalConfig = z.output<ReturnType<typeof batchevalConfig>>;
/** A batch of a finished run. */
export interface PastBatch {
  judge: string;
  criterion: string;
  round: number;
  /** In the order shown. */
  members: readonly { id: string; model: string }[];
}

export type SettledBatchevalConfig = WithSettledJudges<BatchevalConfig> & {
  /** The batches of the run that is read anew, in the place of those that would be composed. */
  past?: readonly PastBatch[];
};
export type Criterion = z.output<ReturnType<typeof criterion>>;

export function settleBatcheval(config: BatchevalConfig, settling: Settling): SettledBatchevalConfig {
  return {
    ...config,
    ...settleJudges(config, settling),
    ...(config.prompt !== undefined && { prompt: settling.path(config.prompt) }),
    ...(config.batches !== undefined && { batches: [config.batches].flat().map(settling.path) }),
  };
}
