import * as z from 'zod';
import { modelConfig } from '../../model/config.ts';
import { settleJudges, type WithSettledJudges } from '../judges.ts';
import type { Settling } from '../settling.ts';

const paths = z.union([z.string(), z.array(z.string()).min(1)]);

const prompts = z
  .strictObject({
    single: z.string().optional().describe('Grades one answer'),
    pairwise: z.string().optional().describe('Compares two answers'),
    contextErrors: z.string().optional().describe('Asks for the context error alone'),
  })
  .describe('Template files to use in place of the built-in prompts');

export const mtBenchConfig = () =>
  z
    .strictObject({
      type: z.literal('mt-bench'),
      judge: modelConfig
        .optional()
        .describe(
          'The judge; without one, only the checks of the dataset are run. Asked at temperature 0 unless it says otherwise',
        ),
      judges: z.array(modelConfig).min(1).optional().describe('Several judges; a score is the mean over all of them'),
      mode: z
        .enum(['single', 'pairwise', 'pairwise-all'])
        .default('single')
        .describe('Grade every answer from 1 to 10; compare it with the baseline’s; or compare every two models'),
      baseline: z
        .string()
        .optional()
        .describe('For mode pairwise: the name of the model that the others are compared with'),
      repeats: z
        .int()
        .min(1)
        .max(100)
        .default(1)
        .describe('How often each judge judges the same thing; of use only with a judge at a temperature above 0'),
      asks: z
        .int()
        .min(1)
        .max(10)
        .default(3)
        .describe('How often a question is put in all while its reply cannot be read'),
      contextErrors: z
        .boolean()
        .optional()
        .describe(
          'Whether the judge says of answers that depend on earlier turns if they neglect, hallucinate or misunderstand them. Left out: yes in mode single with the built-in prompt or one of your own',
        ),
      ablation: z
        .boolean()
        .default(false)
        .describe(
          'Ask dependent turns again without the history: the difference is what a model gains from the conversation',
        ),
      turns: z.int().min(1).optional().describe('Only the first turns of every session'),
      temperatures: z
        .union([z.literal('own'), z.record(z.string(), z.number().min(0).max(2))])
        .default({})
        .describe(
          "Temperature of answers by category; others have the model's own, else MT-Bench's for the category. `own`: always the model's own, for models that take none",
        ),
      maxTokens: z
        .int()
        .min(1)
        .default(1024)
        .describe('Longest answer, in tokens, where the model sets no limit of its own'),
      failBelow: z.number().min(1).max(10).default(5).describe('A turn with a grade below this counts as failed'),
      answers: paths
        .optional()
        .describe('Answers that exist already: JSONL files as FastChat writes them (model_answer/*.jsonl)'),
      references: paths
        .optional()
        .describe('Reference answers: JSONL files as FastChat has them (reference_answer/*.jsonl)'),
      judgePrompts: z
        .string()
        .optional()
        .describe(
          'A judge_prompts.jsonl of FastChat, in place of the built-in prompts, for figures comparable with published ones',
        ),
      prompts: prompts.default({}),
    })
    .refine(({ judge, judges }) => judge === undefined || judges === undefined, {
      error: 'and `judges` exclude each other',
      path: ['judge'],
    })
    .refine(({ mode, judge, judges }) => mode === 'single' || judge !== undefined || judges !== undefined, {
      error: 'compares answers, which cannot be done without a `judge`',
      path: ['mode'],
    })
    .refine(({ mode, baseline }) => mode !== 'pairwise' || baseline !== undefined, {
      error: 'is `pairwise`, so `baseline` must name the model that the others are compared with',
      path: ['mode'],
    })
    .refine(({ mode, baseline }) => mode === 'pairwise' || baseline === undefined, {
      error: 'is for `mode: pairwise` only',
      path: ['baseline'],
    })
    .refine(
      ({ contextErrors, judge, judges }) => contextErrors !== true || judge !== undefined || judges !== undefined,
      {
        error: 'cannot be told without a `judge`',
        path: ['contextErrors'],
      },
    )
    .refine(
      ({ judgePrompts, prompts }) =>
        judgePrompts === undefined || (prompts.single === undefined && prompts.pairwise === undefined),
      {
        error: 'and `prompts` of your own exclude each other',
        path: ['judgePrompts'],
      },
    );

export type MtBenchConfig = z.output<ReturnType<typeof mtBenchConfig>>;
export type SettledMtBenchConfig = WithSettledJudges<MtBenchConfig>;

/** Whether the judge is asked for context errors. */
export function asksContextErrors(config: MtBenchConfig): boolean {
  if (config.judge === undefined && config.judges === undefined) return false;
  return config.contextErrors ?? (config.mode === 'single' && config.judgePrompts === undefined);
}

/** Every path in a config that names a file. */
export function filesOf({ answers, references, judgePrompts, prompts }: MtBenchConfig): string[] {
  const named = [answers, references, judgePrompts, prompts.single, prompts.pairwise, prompts.contextErrors];
  return named.flatMap((path) => path ?? []);
}

/** Makes what refers to a backend or a file stand for itself. */
export function settleMtBench(config: MtBenchConfig, settling: Settling): SettledMtBenchConfig {
  const settled = { ...config, ...settleJudges(config, settling), prompts: { ...config.prompts } };
  for (const key of ['answers', 'references'] as const) {
    const paths = config[key];
    if (paths !== undefined) settled[key] = [paths].flat().map(settling.path);
  }
  if (config.judgePrompts !== undefined) settled.judgePrompts = settling.path(config.judgePrompts);
  for (const key of ['single', 'pairwise', 'contextErrors'] as const) {
    const path = config.prompts[key];
    if (path !== undefined) settled.prompts[key] = settling.path(path);
  }
  return settled;
}
