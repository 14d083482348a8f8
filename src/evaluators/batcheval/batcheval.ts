// "BatchEval: Towards Human-like Text Evaluation" (Yuan et al., ACL 2024, https://arxiv.org/abs/2401.00437). A judge
// scores a batch of samples at a time, comparing them; over several rounds the batches are recomposed so that each spans
// the quality range; a sample's score is the mean of its rounds.
import { humanScore, type Sample, toSamples } from '../../data/samples.ts';
import { UsageError } from '../../errors.ts';
import { suggestion } from '../../suggest.ts';
import type { Evaluator } from '../evaluator.ts';
import { judgesOf } from '../judges.ts';
import { requireInputs } from '../require-inputs.ts';
import { aggregate, expectedUnits } from './aggregate.ts';
import { collect } from './collect.ts';
import type { Criterion, SettledBatchevalConfig } from './config.ts';
import { fixedBatches } from './fixed.ts';
import { batchPrompt, showsSamples } from './prompt.ts';
import { RatingsByUnit } from './ratings-by-unit.ts';
import { STATISTICS, summarise, WITH_HUMAN } from './summarise.ts';
import { humanScoreOf } from './units.ts';
import { warnings } from './warnings.ts';
import { withBatchesOf } from './with-batches-of.ts';

export const batcheval: Evaluator<SettledBatchevalConfig, readonly Sample[]> = {
  files: ({ prompt, batches }) => [prompt ?? [], batches ?? []].flat(),
  read: toSamples,
  check({ config, data, models, files }) {
    if (models.length === 0) requireTexts(data);
    else {
      requireInputs(data, 'sample');
      requireOnce(data);
    }
    if (config.composition === 'fixed') {
      const batches = fixedBatches(config, files, [...expectedUnits(data, models)]);
      for (const judge of judgesOf(config)) for (const criterion of config.criteria) batches(judge.name, criterion);
    }
    for (const criterion of config.criteria) requireHuman(criterion, data);
    requirePrompt(config, data, files);
  },
  collect,
  conclude(ratings, { config, data, models, seed }) {
    const byUnit = new RatingsByUnit(ratings);
    const scores = aggregate(byUnit, data, models, config);
    return {
      scores,
      statistics: summarise(scores, byUnit, seed),
      tables: {},
      warnings: warnings(scores, byUnit, config, data),
    };
  },
  statistics: statisticsOf,
  asItWas: withBatchesOf,
};

function statisticsOf(
  config: SettledBatchevalConfig,
  data?: readonly Sample[],
): ReadonlyMap<string, readonly string[]> {
  const hasPanel = judgesOf(config).length > 1;
  return new Map(
    config.criteria.map((criterion) => {
      const isCompared = data === undefined || data.some((sample) => humanScoreOf(sample, criterion) !== undefined);
      const own = STATISTICS.filter(
        (name) => (isCompared || !WITH_HUMAN.includes(name)) && (hasPanel || name !== 'judge_agreement'),
      );
      return [criterion.name, own];
    }),
  );
}

/** Where nobody is asked for outputs, the dataset must hold something to judge. */
function requireTexts(samples: readonly Sample[]): void {
  const hasText = ({ input, output, parts }: Sample) =>
    input !== undefined || output !== undefined || Object.keys(parts).length > 0;
  if (samples.some(hasText)) return;
  throw new UsageError('the dataset has nothing to judge: map a column to `output` (or `input`) in dataset.fields');
}

/** A dataset may have an id once for each model that it names; models that are asked answer each input once. */
function requireOnce(samples: readonly Sample[]): void {
  const seen = new Set<string>();
  for (const { id } of samples) {
    if (seen.has(id)) {
      throw new UsageError(
        `the id "${id}" stands in the dataset more than once, for several models; as \`models\` are asked for outputs, keep one row for each input`,
      );
    }
    seen.add(id);
  }
}

/** Rendering one prompt shows a template that names what does not exist, and one that shows nothing to judge. */
function requirePrompt(config: SettledBatchevalConfig, data: readonly Sample[], files: ReadonlyMap<string, string>) {
  const batch = data.slice(0, 1);
  if (batch.length === 0) return;
  const prompt = batchPrompt(config, files)(config.criteria[0]!)(batch);
  if (showsSamples(prompt, batch)) return;
  throw new UsageError(
    `${config.prompt}: the prompt does not show what is to be judged; put {{samples}} where it belongs`,
  );
}

/** A slip in the name of the human scores would otherwise show only in correlations that are not there. */
function requireHuman({ name, human }: Criterion, samples: readonly Sample[]): void {
  if (human === undefined || samples.some((sample) => humanScore(sample, human) !== undefined)) return;
  const known = [...new Set(samples.flatMap((sample) => Object.keys(sample.human)))];
  if (known.length === 0) return; // nothing is compared with human scores
  throw new UsageError(
    `the criterion "${name}" names the human scores "${human}", which no sample has; ${suggestion(human, known)}`,
  );
}
