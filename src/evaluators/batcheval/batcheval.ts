// "BatchEval: Towards Human-like Text Evaluation" (Yuan et al., ACL 2024, https://arxiv.org/abs/2401.00437). A judge
// scores a batch of samples at a time, comparing them; over several rounds the batches are recomposed so that each spans
// the quality range; a sample's score is the mean of its rounds.
import { type Sample, toSamples } from '../../data/samples.ts';
import { UsageError } from '../../errors.ts';
import type { Evaluator } from '../evaluator.ts';
import { aggregate, expectedUnits } from './aggregate.ts';
import { collect } from './collect.ts';
import { judgesOf, type SettledBatchevalConfig } from './config.ts';
import { fixedBatches } from './fixed.ts';
import { batchPrompt } from './prompt.ts';
import { summarise } from './summarise.ts';
import { warnings } from './warnings.ts';
import { withBatchesOf } from './with-batches-of.ts';

export const batcheval: Evaluator<SettledBatchevalConfig, readonly Sample[]> = {
  files: ({ prompt, batches }) => [prompt ?? [], batches ?? []].flat(),
  read: toSamples,
  check({ config, data, models, files }) {
    if (models.length === 0) {
      if (
        data.every(
          ({ input, output, parts }) => input === undefined && output === undefined && Object.keys(parts).length === 0,
        )
      ) {
        throw new UsageError(
          'the dataset has nothing to judge: map a column to `output` (or `input`) in dataset.fields',
        );
      }
    } else {
      const without = data.find(({ input }) => input === undefined);
      if (without !== undefined)
        throw new UsageError(`sample "${without.id}" has no input to give to the models; map one in dataset.fields`);
    }
    if (config.composition === 'fixed') {
      const batches = fixedBatches(config, files, [...expectedUnits(data, models)]);
      for (const judge of judgesOf(config)) for (const criterion of config.criteria) batches(judge.name, criterion);
    }
    // Rendering one prompt shows a template that names what does not exist.
    if (data.length > 0) batchPrompt(config, files)(config.criteria[0]!)(data.slice(0, 1));
  },
  collect,
  aggregate: (ratings, { config, data, models }) => aggregate(ratings, data, models, config),
  summarise: (scores, ratings, { seed }) => summarise(scores, ratings, seed),
  warnings: (scores, ratings, { config }) => warnings(scores, ratings, config),
  asItWas: withBatchesOf,
};
