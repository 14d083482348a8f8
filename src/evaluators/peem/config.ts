import * as z from 'zod';
import { regexProblem, requireRegex } from '../regex-problem.ts';
import type { Settling } from '../settling.ts';
import { ALGORITHMS } from './algorithms.ts';
import type { Tolerance } from './consistency/numeric.ts';
import type { Measure } from './consistency.ts';
import { optionLetters } from './extraction/options.ts';

const expression = z.string().superRefine((source, at) => {
  const problem = regexProblem(source, '');
  if (problem !== undefined) at.addIssue({ code: 'custom', message: `is not a regular expression (${problem})` });
});
const marker = expression
  .optional()
  .describe('A regular expression whose group holds the answer, in place of the usual markers; its last match counts');
const options = z
  .union([z.int().min(1).max(26), z.string().refine(areOptions, { error: 'must be letters, or a range such as A-E' })])
  .optional()
  .describe(
    'The options: how many, or a range such as A-E; A-J where it is left out. An item that tells its own goes by those',
  );

const extraction = () =>
  z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('choice').describe('One option: a letter'), options, marker }),
      z.strictObject({ type: z.literal('set').describe('Several options: letters'), options, marker }),
      z.strictObject({
        type: z
          .literal('number')
          .describe('A number; units, currency, thousands commas, fractions and powers are read'),
        percent: z.enum(['unit', 'fraction']).default('unit').describe('What 45% is: 45, or 0.45'),
        marker,
      }),
      z.strictObject({ type: z.literal('boxed').describe('What the last \\boxed{} of LaTeX holds') }),
      z
        .strictObject({
          type: z.literal('regex').describe('What a regular expression finds last'),
          pattern: z.string().describe('The regular expression'),
          group: z
            .union([z.int().min(0), z.string()])
            .optional()
            .describe('The number or name of the group that holds the answer; 1 where it is left out'),
          flags: z
            .string()
            .regex(/^[dimsuvg]*$/, { error: 'may hold d, g, i, m, s, u, v' })
            .optional()
            .describe('Flags of the regular expression, for instance i'),
        })
        .superRefine(requireRegex),
      z.strictObject({
        type: z.literal('json').describe('A value in the last JSON of the reply'),
        path: z.string().describe('Where it stands: answer, result.options, answers[0]'),
      }),
      z.strictObject({ type: z.literal('text').describe('The text itself, normalised'), marker }),
      z.strictObject({
        type: z.literal('rating').describe('A number on a scale'),
        scale: z
          .tuple([z.number(), z.number()])
          .refine(([low, high]) => low < high, { error: 'must have its lower end first' })
          .describe('Lowest and highest rating; what is beyond them is no prediction'),
        marker,
      }),
    ])
    .describe('How the prediction is read from a reply; the last match counts, and nothing found is "no prediction"');

/** What predictions are compared by where the config does not say: what fits the way they are read. */
const MEASURE_OF = {
  choice: 'exact',
  set: 'set',
  number: 'numeric',
  boxed: 'exact',
  regex: 'exact',
  json: 'exact',
  text: 'text',
  rating: 'rating',
} as const;

const scalar = z.union([z.string(), z.number()]);

export const peemConfig = () =>
  z
    .strictObject({
      type: z.literal('peem'),
      samples: z
        .int()
        .min(1)
        .max(1000)
        .default(5)
        .describe('How often every item is put to every model; predictions from files have as many as they have'),
      temperature: z
        .number()
        .min(0)
        .max(2)
        .nullable()
        .default(0.5)
        .describe("Temperature of the models that set none of their own; null: the backend's default"),
      prompt: z
        .string()
        .optional()
        .describe("A template file for the prompt; where it is left out the item's input is sent as it is"),
      extraction: extraction()
        .optional()
        .describe(
          'Needed where models are asked. With predictions from files it says that these are whole replies, to be read',
        ),
      predictions: z
        .union([z.string(), z.array(z.string()).min(1), z.record(z.string().min(1), z.string())])
        .optional()
        .describe(
          'Files of predictions that exist already (JSONL or CSV): one, a list, or by name of the model. Left out where models are asked or the dataset holds the predictions',
        ),
      columns: z
        .strictObject({
          model: z
            .string()
            .default('model')
            .describe("The model's name; where a row has none, the file's name is the model's"),
          item: z.string().optional().describe("The item's id; `item` or `id` where it is left out"),
          sample: z.string().default('sample').describe('The number of the sample; in file order where a row has none'),
          prediction: z.string().default('prediction').describe('One prediction'),
          predictions: z.string().default('predictions').describe('A list of predictions, one a sample'),
        })
        .prefault({})
        .describe('Which columns of the prediction files hold what'),
      noPrediction: z
        .array(scalar)
        .default([])
        .describe('What stands for "no prediction" in the files, beside null and the empty cell: for instance N/A, -1'),
      consistency: z
        .enum(['exact', 'set', 'rating', 'numeric', 'text'])
        .optional()
        .describe(
          'How two predictions are compared: equality, F1 of option sets, correlation of ratings, equality of numbers within a tolerance, F1 of tokens. What fits the extraction where it is left out, else exact',
        ),
      tolerance: z
        .strictObject({
          absolute: z.number().min(0).default(0).describe('In the unit of the numbers'),
          relative: z.number().min(0).max(1).default(1e-9).describe('As a share of the larger of the two'),
        })
        .optional()
        .describe('For consistency `numeric`: numbers are equal that differ by no more than the larger of these'),
      algorithms: z
        .array(z.enum(ALGORITHMS))
        .min(1)
        .default(['peem', 'ensemble'])
        .describe(
          'What turns consistency into capability; several are reported side by side, the first one is the score',
        ),
      filtering: z
        .number()
        .min(0)
        .max(1)
        .default(0.9)
        .describe('For algorithm `filtering`: the share of the best ensemble value that makes a reference'),
      human: z
        .boolean()
        .default(false)
        .describe("Whether the dataset's human labels join as one more reference model, called human"),
      resamples: z
        .int()
        .min(100)
        .max(100_000)
        .optional()
        .describe(
          'How often items are resampled for intervals; 1000 where it is left out, fewer for more than 50 models',
        ),
    })
    .refine(({ algorithms }) => new Set(algorithms).size === algorithms.length, {
      error: 'names an algorithm twice',
      path: ['algorithms'],
    })
    .refine(({ algorithms, human }) => human || !algorithms.includes('human'), {
      error: 'names `human`, which needs `human: true` and human labels in the dataset',
      path: ['algorithms'],
    })
    .refine(
      ({ consistency, extraction: read }) =>
        consistency !== 'set' || read === undefined || read.type === 'set' || read.type === 'choice',
      { error: 'compares sets of options, which this extraction does not read', path: ['consistency'] },
    )
    .refine((config) => config.tolerance === undefined || measureOf(config).type === 'numeric', {
      error: 'is for consistency `numeric` only',
      path: ['tolerance'],
    });

export type PeemConfig = z.output<ReturnType<typeof peemConfig>>;

/** What the human labels are called among the reference models. */
export const HUMAN = 'human';

/** The parts of a config that say how predictions are compared. */
export interface Comparing {
  consistency?: Measure['type'];
  extraction?: { type: keyof typeof MEASURE_OF };
  tolerance?: Tolerance;
}

/** How predictions are compared. */
export function measureOf({ consistency, extraction: read, tolerance }: Comparing): Measure {
  const type = consistency ?? (read === undefined ? 'exact' : MEASURE_OF[read.type]);
  return type === 'numeric' ? { type, ...tolerance } : { type };
}

/** The prediction files, each with the model whose predictions it holds where the config says so. */
export function predictionFiles({ predictions }: PeemConfig): { path: string; model?: string }[] {
  if (predictions === undefined) return [];
  if (typeof predictions === 'string') return [{ path: predictions }];
  if (Array.isArray(predictions)) return predictions.map((path) => ({ path }));
  return Object.entries(predictions).map(([model, path]) => ({ path, model }));
}

export function settlePeem(config: PeemConfig, settling: Settling): PeemConfig {
  const { predictions, prompt } = config;
  return {
    ...config,
    ...(prompt !== undefined && { prompt: settling.path(prompt) }),
    ...(predictions !== undefined && {
      predictions:
        typeof predictions === 'string'
          ? settling.path(predictions)
          : Array.isArray(predictions)
            ? predictions.map((path) => settling.path(path))
            : Object.fromEntries(Object.entries(predictions).map(([model, path]) => [model, settling.path(path)])),
    }),
  };
}

function areOptions(letters: string): boolean {
  try {
    return optionLetters(letters) !== '';
  } catch {
    return false;
  }
}
