// BatchEval (Yuan et al., ACL 2024, arXiv 2401.00437): what the judge is asked. Procedures and forms of scores are the
// paper's variants; the words are our own, but for the form of the verdict.
import type { Sample } from '../../data/samples.ts';
import { fenceFor } from '../../judging/fence.ts';
import { compileTemplate, type Template } from '../../judging/template.ts';
import type { JsonSchema } from '../../model/chat.ts';
import type { Criterion, SettledBatchevalConfig } from './config.ts';
import batchTemplate from './prompts/batch.hbs';
import { textsOf } from './units.ts';

/** Makes the prompts of a criterion, batch by batch. */
export type BatchPrompt = (batch: readonly Sample[]) => string;

/** @param files the config's files; the template is among them where the config names one */
export function batchPrompt(
  config: SettledBatchevalConfig,
  files: ReadonlyMap<string, string>,
): (criterion: Criterion) => BatchPrompt {
  const template: Template =
    config.prompt === undefined
      ? compileTemplate(batchTemplate, 'the built-in prompt')
      : compileTemplate(files.get(config.prompt)!, config.prompt);
  return (criterion) => {
    // One object for all batches: to make a new one for each takes as long as to render it.
    const variables = { ...ofCriterion(criterion, config), ...ofBatch([]) };
    return (batch) => template(Object.assign(variables, ofBatch(batch)));
  };
}

/** Whether a prompt shows the texts of its batch: a template of the user may have left them out. */
export function showsSamples(prompt: string, batch: readonly Sample[]): boolean {
  return prompt.includes(ofBatch(batch).samples);
}

/** What a template may use, beside what differs from batch to batch; documented in docs/batcheval.md. */
function ofCriterion(criterion: Criterion, config: SettledBatchevalConfig) {
  const [low, high] = criterion.scale;
  const integer = config.scoring === 'integer';
  const example = integer ? low : Math.round((low + 0.64 * (high - low)) * 10) / 10;
  return {
    criterion: criterion.name,
    question: criterion.question,
    low,
    high,
    integer,
    example,
    anchors: anchorsOf(criterion),
    oneStage: config.procedure === 'one-stage',
    twoStage: config.procedure === 'two-stage',
    threeStage: config.procedure === 'three-stage',
    structured: config.structured,
    scoresWord: integer ? 'Integer Scores' : 'Float Scores',
  };
}

/** What single values of the scale mean, from the lowest: keys of an object have an order of their own. */
function anchorsOf({ anchors = {} }: Criterion): { value: string; meaning: string }[] {
  return Object.entries(anchors)
    .map(([value, meaning]) => ({ value, meaning }))
    .sort((a, b) => Number(a.value) - Number(b.value));
}

function ofBatch(batch: readonly Sample[]) {
  const fence = fenceFor(batch.flatMap(textsOf));
  return {
    number: batch.length,
    labels: batch.length === 1 ? 'Sample1' : `Sample1 to Sample${batch.length}`,
    fence,
    parts: batch.some((unit) => partsOf(unit).length > 1),
    samples: batch.map((unit, i) => block(unit, i + 1, fence)).join('\n\n'),
    form: batch.map((_, i) => `Sample${i + 1}:score`).join(', '),
  };
}

/** Heads of parts bear the mark, too: an output must not be able to begin a reference of its own. */
function block(unit: Sample, label: number, fence: string): string {
  const given = partsOf(unit);
  const body =
    given.length === 1 ? given[0]![1] : given.map(([name, text]) => `[${fence} ${name}]\n${text}`).join('\n');
  return `<<<${fence} Sample${label}\n${body}\n${fence}>>>`;
}

/** What a sample shows, by name. */
function partsOf({ input, parts, reference, output }: Sample): [string, string][] {
  const all: [string, string | undefined][] = [
    ['Input', input],
    ...Object.entries(parts),
    ['Reference', reference],
    ['Output', output],
  ];
  return all.filter((part): part is [string, string] => part[1] !== undefined);
}

/** The schema of a structured reply: analyses where the procedure has them, and a score for every label. */
export function replySchema(size: number, criterion: Criterion, config: SettledBatchevalConfig): JsonSchema {
  const labels = Array.from({ length: size }, (_, i) => `Sample${i + 1}`);
  const byLabel = (value: JsonSchema): JsonSchema => ({
    type: 'object',
    properties: Object.fromEntries(labels.map((label) => [label, value])),
    required: labels,
    additionalProperties: false,
  });
  const [minimum, maximum] = criterion.scale;
  const scores = byLabel({ type: config.scoring === 'integer' ? 'integer' : 'number', minimum, maximum });
  const analyses = byLabel({ type: 'string' });
  const properties: JsonSchema =
    config.procedure === 'one-stage'
      ? { scores }
      : config.procedure === 'two-stage'
        ? { analyses, scores }
        : { preliminary: scores, analyses, scores };
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}
