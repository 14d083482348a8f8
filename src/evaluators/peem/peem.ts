// "Poor-Supervised Evaluation for SuperLLM via Mutual Consistency" (PEEM, in its first version PoEM; Yuan et al.,
// findings of ACL 2024, https://arxiv.org/abs/2408.13738). Models are ranked without gold labels: where errors are
// independent and items many, consistency with a good reference model measures capability. All models under evaluation
// are references; EM alternates between weighing them (E) and dropping the weakest (M).
import { UsageError } from '../../errors.ts';
import type { Evaluator } from '../evaluator.ts';
import { requireInputs } from '../require-inputs.ts';
import { aggregate } from './aggregate.ts';
import { analyse } from './analysis.ts';
import { collect } from './collect.ts';
import { HUMAN, type PeemConfig } from './config.ts';
import { CRITERION } from './criteria.ts';
import { type Item, type PeemData, read } from './data.ts';
import type { PeemInputs } from './prepared.ts';
import { modelsOf } from './prepared.ts';
import { promptOf } from './prompt.ts';
import { STATISTICS, summarise, WITH_GOLD } from './summarise.ts';
import { tables } from './tables.ts';
import { warnings } from './warnings.ts';

export const peem: Evaluator<PeemConfig, PeemData> = {
  files: ({ prompt }) => [prompt ?? []].flat(),
  read,
  check,
  collect,
  statistics: (_, data) => new Map([[CRITERION.capability, statisticsOf(data)]]),
  ranks: ['rank'],
  // Predictions from files may be millions: what is computed is computed from them, not from their ratings.
  holdsRatings: ({ data }) => data.predictions !== undefined,
  conclude(ratings, inputs) {
    const analysis = analyse(ratings, inputs);
    return {
      scores: aggregate(analysis),
      statistics: summarise(analysis),
      tables: tables(analysis),
      warnings: warnings(analysis, inputs),
    };
  },
};

function statisticsOf(data: PeemData | undefined): readonly string[] {
  const hasGold = data === undefined || data.items.some(({ gold }) => gold !== undefined);
  return hasGold ? STATISTICS : STATISTICS.filter((name) => !WITH_GOLD.includes(name));
}

function check(inputs: PeemInputs): void {
  const { config, data, models } = inputs;
  if (data.predictions !== undefined && models.length > 0) {
    throw new UsageError(
      `the predictions are given already (${config.predictions === undefined ? 'in the dataset' : 'evaluator.predictions'}); leave out \`models\`, or the predictions`,
    );
  }
  const names = modelsOf(inputs);
  if (names.length === 0) {
    throw new UsageError(
      'there are no models to rank: give `models` to be asked, or predictions: files in evaluator.predictions, or the columns model and prediction in the dataset',
    );
  }
  if (config.human && names.includes(HUMAN)) {
    throw new UsageError(`a model is called "${HUMAN}", as the human labels are; give it another name`);
  }
  if (config.human && data.items.every(({ human }) => human.length === 0)) {
    throw new UsageError(
      '`human: true`, but the dataset has no human labels; map their column in dataset.fields.human',
    );
  }
  if (data.predictions === undefined) checkQuestions(inputs);
  if (names.length === 1 && !config.human) {
    throw new UsageError(
      `there is only the model "${names[0]}", and models are ranked by how consistent they are with each other; name others`,
    );
  }
}

/** What only models that are asked can get wrong. */
function checkQuestions({ config, data, files }: PeemInputs): void {
  if (config.extraction === undefined) {
    throw new UsageError(
      'models are asked, so `evaluator.extraction` must say how a prediction is read from a reply, for instance { type: choice, options: A-D }, or of type set, number, boxed, regex, json, text or rating',
    );
  }
  if (config.prompt === undefined) requireInputs(data.items, 'item');
  requirePrompt(config, data.items, files);
}

/** Rendering a prompt shows a template that names what does not exist, and two of them one that shows no item. */
function requirePrompt(config: PeemConfig, items: readonly Item[], files: ReadonlyMap<string, string>): void {
  const [first] = items;
  if (first === undefined) return;
  const prompt = promptOf(config, files);
  const other = items.find(({ input }) => input !== first.input);
  if (prompt(first) !== (other && prompt(other)) || config.prompt === undefined) return;
  throw new UsageError(`${config.prompt}: the prompt is the same for all items; put {{input}} where it belongs`);
}
