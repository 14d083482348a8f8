// Equality with the published predictions of 8 models on MultiRC, and with what the authors read from their replies.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pearson } from '../../stats/pearson.ts';
import { spearman } from '../../stats/spearman.ts';
import { capabilities } from './algorithms.ts';
import { analyse } from './analysis.ts';
import { ensemble } from './baselines.ts';
import { peemConfig } from './config.ts';
import { dealt } from './consistency/blocks.ts';
import { consistencyMatrix, selfConsistency } from './consistency/pair-sums.ts';
import { pairSums } from './consistency.ts';
import type { PeemData } from './data.ts';
import { estimate } from './estimate.ts';
import { expectationMaximisation } from './expectation-maximisation.ts';
import { extractor } from './extraction/extract.ts';
import { GivenPredictions } from './given-predictions.ts';
import { nearCopies, sharingErrors } from './near-copies.ts';
import { fromOptionVector } from './option-vector.ts';
import { resampled, trustFrom } from './trust.ts';

interface Reference {
  models: string[];
  consistency: number[][];
  true_score: number[];
  ensemble: number[];
  references_kept: string[];
  dropped_in_order: string[];
  peem: number[];
  correlation_with_truth: Record<'ensemble' | 'peem', { pearson: number; spearman: number }>;
}
interface Replies {
  responses: string[];
  predictions: number[][];
}

const folder = process.env.ASSAY_REFERENCE_DATA;
const skipped = folder ? '' : ' (skipped: ASSAY_REFERENCE_DATA is not set)';

describe.skipIf(!folder)(`published MultiRC predictions${skipped}`, () => {
  const linesOf = <T>(name: string): T[] =>
    readFileSync(join(folder!, 'peem', 'multirc', `${name}.jsonl`), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as T);
  const reference = folder
    ? (JSON.parse(readFileSync(join(folder, 'reference.json'), 'utf8')).peem_multirc as Record<string, Reference>)
    : {};
  const publishedOf = (model: string) =>
    model === 'human'
      ? linesOf<{ human: number[] }>('items').map((item) => [fromOptionVector(item.human)])
      : linesOf<Replies>(model).map((item) => item.predictions.map(fromOptionVector));
  const itemOf = ({ id }: { id: string }) => ({ id, parts: {}, human: [] });
  const largestDifference = (a: readonly number[], b: readonly number[]) =>
    Math.max(...a.map((value, i) => Math.abs(value - b[i]!)));

  test.each(['models_only', 'with_human'])('%s: matrix, order of dropping, estimates, correlations', (key) => {
    const expected = reference[key]!;
    const matrix = consistencyMatrix(pairSums(expected.models.map(publishedOf), { type: 'set' }));
    expect(largestDifference(matrix.flat(), expected.consistency.flat())).toBeLessThan(1e-9);
    expect(largestDifference(ensemble(matrix), expected.ensemble)).toBeLessThan(1e-9);

    const em = expectationMaximisation(matrix, expected.models);
    expect(em.dropped.map((model) => expected.models[model])).toEqual(expected.dropped_in_order);
    expect(em.references.map((model) => expected.models[model])).toEqual(expected.references_kept);
    expect(largestDifference(estimate(matrix, em), expected.peem)).toBeLessThan(1e-9);

    // The human labels are a reference, but no model to be correlated with the truth.
    const models = expected.models.flatMap((name, i) => (name === 'human' ? [] : [i]));
    const truth = models.map((i) => expected.true_score[i]!);
    for (const algorithm of ['ensemble', 'peem'] as const) {
      const { values } = capabilities(algorithm, matrix, { names: expected.models });
      const ofModels = models.map((i) => values[i]!);
      const correlation = expected.correlation_with_truth[algorithm];
      expect(Math.abs(pearson(ofModels, truth)! - correlation.pearson)).toBeLessThan(1e-9);
      expect(Math.abs(spearman(ofModels, truth)! - correlation.spearman)).toBeLessThan(1e-9);
    }
  });

  test.each([0, 1, 2, 3, 4])('sample %i alone still ranks, the two best first', (sample) => {
    const { models, true_score } = reference.models_only!;
    const data: PeemData = { items: linesOf<{ id: string }>('items').map(itemOf), predictions: new GivenPredictions() };
    for (const model of models) {
      for (const [item, samples] of publishedOf(model).entries()) {
        data.predictions!.add(model, item, 0, samples[sample]!, { value: {}, place: '' });
      }
    }
    const config = peemConfig().parse({ type: 'peem', consistency: 'set', algorithms: ['peem', 'filtering'] });
    const { capabilities, names, em } = analyse([], { config, data, models: [], seed: 1, files: new Map() });
    const truth = names.map((name) => true_score[models.indexOf(name)]!);
    expect(em.references).toHaveLength(3);
    for (const { values, trust } of capabilities) {
      expect(pearson(values, truth)).toBeGreaterThan(0.98);
      expect(spearman(values, truth)).toBeGreaterThan(0.97);
      // Both may be best, in truth it is GPT-4: a rank that is sure must not say otherwise.
      const best = trust.models[names.indexOf('gpt4-turbo')]!.rank!;
      expect(best.low).toBe(1);
    }
  });

  test('the diagonal of human labels, one an item, is 0: nothing is left to pair', () => {
    expect(reference.with_human!.consistency.at(-1)!.at(-1)).toBe(0);
  });

  test('extraction agrees with the authors where the marker is, and ranks alike', () => {
    const { models, true_score } = reference.models_only!;
    const read = extractor({ type: 'set' });
    let withMarker = 0;
    let agreeing = 0;
    let lettersAlone = 0;
    let agreeingOfThose = 0;
    const predictions = models.map((model) =>
      linesOf<Replies>(model).map(({ responses, predictions }) =>
        responses.map((reply, sample) => {
          const extracted = read(reply, predictions[sample]!.length);
          const prediction = 'prediction' in extracted ? (extracted.prediction as string) : null;
          if (/##\[[^\]]*\]##/.test(reply)) {
            withMarker += 1;
            const agrees = (prediction ?? '') === fromOptionVector(predictions[sample]!);
            if (agrees) agreeing += 1;
            if (/^[A-Z](?:[ ,]*[A-Z])*$/.test(reply.match(/(?<=##\[)[^\]]*(?=\]##)/g)!.at(-1)!)) {
              lettersAlone += 1;
              if (agrees) agreeingOfThose += 1;
            }
          }
          return prediction;
        }),
      ),
    );
    expect(withMarker).toBe(5909);
    expect(lettersAlone).toBe(5686);
    expect(agreeingOfThose).toBe(lettersAlone);
    // The others hold texts as well, whose capitals the authors take for letters, too ("10:00 AM", "A: The CIA").
    expect(withMarker - agreeing).toBe(12);
    const matrix = consistencyMatrix(pairSums(predictions, { type: 'set' }));
    expect(pearson(capabilities('peem', matrix, { names: models }).values, true_score)).toBeGreaterThan(0.98);
  });

  test('no two of the models are near copies, two halves of the samples of one are', () => {
    const { models } = reference.models_only!;
    const predictions = models.map(publishedOf);
    const copiesOf = (all: typeof predictions) => {
      const sums = pairSums(all, { type: 'set' });
      const matrix = consistencyMatrix(sums);
      const alike = nearCopies(matrix, selfConsistency(sums));
      return sharingErrors(alike, all, matrix, 'set').map(({ pair }) => pair);
    };
    expect(copiesOf(predictions)).toEqual([]);
    let found = 0;
    for (const [model, items] of predictions.entries()) {
      for (const [a, b] of [
        [0, 1],
        [1, 3],
        [2, 4],
        [3, 4],
      ] as const) {
        const halves = predictions.with(
          model,
          items.map((samples) => samples.filter((_, k) => k !== a && k !== b)),
        );
        halves.push(items.map((samples) => [samples[a]!, samples[b]!]));
        for (const pair of copiesOf(halves)) {
          expect(pair).toEqual([model, models.length]);
          found += 1;
        }
      }
    }
    // Of 8 models in 4 divisions.
    expect(found).toBeGreaterThanOrEqual(30);
  });

  test('the two best can not be told apart, nor can two of the middle', () => {
    const { models } = reference.models_only!;
    const sums = pairSums(models.map(publishedOf), { type: 'set' }, dealt(200, 200, 1));
    const replicates = resampled(
      200,
      { seed: 1, resamples: 400 },
      (weights) => capabilities('peem', consistencyMatrix(sums, { weights }), { names: models }).values,
    );
    const report = trustFrom(replicates, { ranked: models.map((_, i) => i), blocks: 200 });
    expect(report.indistinguishable.map((pair) => pair.map((model) => models[model]))).toEqual([
      ['Mistral-7B-Instruct-v0.2', 'vicuna-13b-v1.5'],
      ['gpt3-turbo', 'gpt4-turbo'],
    ]);
  });
});
