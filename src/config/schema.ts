import * as z from 'zod';
import { DATA_FORMATS } from '../data/rows.ts';
import { gateProblem } from '../gates/parse.ts';
import { backendConfig, modelConfig } from '../model/config.ts';
import { anyEvaluator, type EvaluatorConfig, evaluatorSchema } from './evaluators.ts';
import { RUN_NAME, RUN_NAME_RULE } from './run-name.ts';

// A config is parsed once: compiling parsers for it would take longer than they save.
z.config({ jitless: true });

const gate = z.string().superRefine((text, context) => {
  const wrong = gateProblem(text);
  if (wrong !== undefined) context.addIssue({ code: 'custom', message: `is no gate: ${wrong}` });
});

const fields = z
  .record(z.string(), z.union([z.string(), z.record(z.string(), z.string()), z.null()]))
  .superRefine((named, context) => {
    for (const [name, from] of Object.entries(named)) {
      // To YAML, `{ human:h }` is a name without a value.
      const [, key, column] = (from === null && /^([^:]+):(\S+)$/.exec(name)) || [];
      if (key === undefined) continue;
      const message = `names no column; write \`${key}: ${column}\`, with a space behind the colon`;
      context.addIssue({ code: 'custom', path: [name], message });
    }
  })
  .default({})
  .describe(
    'Which column holds what: id, model, input, output, reference, human; any other name is a further part that the judge sees. null: there is none',
  );

const dataset = z
  .strictObject({
    path: z.string().describe('A JSONL, JSON, CSV or YAML file; its path is relative to the config'),
    format: z.enum(DATA_FORMATS).optional().describe("Where the file's name does not tell"),
    fields,
    limit: z.int().min(1).optional().describe('Only the first rows'),
  })
  .describe('What is evaluated');

function withEvaluator(evaluator: z.ZodType<EvaluatorConfig>) {
  return z
    .strictObject({
      name: z
        .string()
        .regex(RUN_NAME, { error: RUN_NAME_RULE })
        .optional()
        .describe("Names the run's folder; the config's file name where it is left out"),
      backend: backendConfig.optional().describe('The one backend, where there is one'),
      backends: z.record(z.string().min(1), backendConfig).optional().describe('Backends by name'),
      dataset,
      models: z
        .array(modelConfig)
        .default([])
        .describe('The models under evaluation; left out where the dataset already holds the outputs'),
      evaluator: evaluator.describe('The method of evaluation'),
      seed: z.int().default(1).describe('Seeds everything that is drawn at random'),
      minCoverage: z
        .number()
        .min(0)
        .max(1)
        .default(0.99)
        .describe('The least share of things that must be scored; below it the run counts as incomplete (exit code 3)'),
      gates: z
        .array(gate)
        .default([])
        .describe(
          'What must hold of the statistics, such as "coherence pearson >= 0.7"; exit code 1 where one does not',
        ),
      baseline: z
        .string()
        .optional()
        .describe('The folder of a finished run that gates compare with, relative to the config'),
      recording: z
        .string()
        .optional()
        .describe('Where calls are recorded, relative to the config; results/recording.jsonl where it is left out'),
    })
    .describe('A run of assay');
}

export type RunConfigFile = z.output<ReturnType<typeof withEvaluator>>;

/** A run config, as it stands in the file, with an evaluator of one type: building the schemas of all takes 15 ms. */
export function runConfig(evaluator: unknown) {
  return withEvaluator(evaluatorSchema(evaluator));
}

/** The JSON Schema of run configs, for editors; configs/run-config.schema.json holds it. */
export function jsonSchema(): object {
  return z.toJSONSchema(withEvaluator(anyEvaluator()), { io: 'input', target: 'draft-7' });
}
