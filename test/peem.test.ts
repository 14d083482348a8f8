// PEEM as a user runs it: the built program, a config, the files that it writes.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { assay, ROOT } from './support/assay.ts';
import { hasReferenceData, REFERENCE_DATA, SKIPPED_WITHOUT, startRecordedServer } from './support/recorded-server.ts';
import { tempFolder } from './support/temp-folder.ts';

type Rows = Record<string, string>[];
const csv = (folder: string, name: string): Rows => parse(readFileSync(join(folder, name), 'utf8'), { columns: true });

test('the predictions in configs/ are ranked without any backend, and again to the same bytes', async () => {
  const results = tempFolder();
  const run = () => assay(['run', join(ROOT, 'configs/peem-predictions.yaml'), '--results', results]);
  const { exitCode, stdout } = await run();
  expect(exitCode).toBe(0);
  expect(stdout).toContain('capability (peem) [95%]');
  expect(stdout).toContain("Can't be told apart");
  expect(stdout).toContain('1 model-');
  expect(stdout).not.toContain('\u001b[');
  const folder = join(results, 'peem-predictions');
  expect(csv(folder, 'scores.csv').map(({ model }) => model)).toEqual(
    ['a', 'b', 'c', 'd', 'e'].map((x) => `model-${x}`),
  );
  expect(csv(folder, 'ratings.csv')).toHaveLength(5 * 30 * 5);
  const files = ['ratings', 'scores', 'summary', 'consistency', 'pairs', 'trace'].map((name) => `${name}.csv`);
  const before = files.map((name) => readFileSync(join(folder, name), 'utf8'));
  expect((await run()).exitCode).toBe(0);
  expect(files.map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual(before);
});

test('the live config is a valid plan', async () => {
  const { exitCode, stdout } = await assay(['plan', join(ROOT, 'configs/peem-live.yaml'), '--results', tempFolder()]);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('A run would make 600 calls');
});

test.each([
  ['extraction: { type: chioce }', /:\d+:\d+.*`choice`.*did you mean `choice`/s],
  ['extraction: { type: regex, pattern: "(" }', /is not a regular expression \(.*Unterminated group\)/],
  ['algorithms: [human]', /needs `human: true`/],
  ['consistensy: exact', /unknown key `consistensy`; did you mean `consistency`/],
  ['predictions: nothing.csv', /nothing.csv: no such file/],
])('a mistake is told before anything is asked: %s', async (line, message) => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'items.jsonl'), '{"id":"a","input":"x"}\n');
  writeFileSync(join(folder, 'run.yaml'), `dataset: { path: items.jsonl }\nevaluator:\n  type: peem\n  ${line}\n`);
  const { exitCode, stderr } = await assay(['run', join(folder, 'run.yaml'), '--results', folder]);
  expect(stderr).toMatch(message);
  expect(exitCode).toBe(2);
});

interface Published {
  models: string[];
  consistency: number[][];
  true_score: number[];
  ensemble: number[];
  references_kept: string[];
  dropped_in_order: string[];
  peem: number[];
  correlation_with_truth: Record<'ensemble' | 'peem', Record<'pearson' | 'spearman' | 'kendall', number>>;
}

describe.skipIf(!hasReferenceData)(`published MultiRC responses${SKIPPED_WITHOUT}`, () => {
  const data = join(REFERENCE_DATA ?? '', 'peem/multirc');
  const published = (key: string): Published =>
    JSON.parse(readFileSync(join(REFERENCE_DATA!, 'reference.json'), 'utf8')).peem_multirc[key];
  const evaluatorOf = (models: readonly string[], human: boolean) =>
    [
      '  type: peem',
      '  consistency: set',
      `  human: ${human}`,
      '  predictions:',
      ...models.map((model) => `    ${model}: ${join(data, `${model}.jsonl`)}`),
    ].join('\n');

  test.each(['models_only', 'with_human'])('%s: the CSVs have the published figures to 1e-9', async (key) => {
    const expected = published(key);
    const results = tempFolder();
    const models = expected.models.filter((model) => model !== 'human');
    const config = join(results, 'multirc.yaml');
    const evaluator = evaluatorOf(models, key === 'with_human');
    writeFileSync(config, `dataset: { path: ${join(data, 'items.jsonl')} }\nevaluator:\n${evaluator}\n`);
    const { exitCode, stderr } = await assay(['run', config, '--results', results]);
    expect(exitCode, stderr).toBe(0);
    const folder = join(results, 'multirc');

    const close = (found: string | number | undefined, right: number) =>
      expect(Math.abs(Number(found) - right)).toBeLessThan(1e-9);
    const matrix = csv(folder, 'consistency.csv');
    expect(matrix.map(({ model }) => model)).toEqual(expected.models);
    for (const [i, row] of matrix.entries()) {
      for (const [j, model] of expected.models.entries()) close(row[model], expected.consistency[i]![j]!);
    }
    const summary = csv(folder, 'summary.csv');
    const value = (statistic: string, model = '') =>
      summary.find((row) => row.statistic === statistic && row.model === model)?.value;
    for (const [i, model] of expected.models.entries()) {
      close(value('capability[algorithm=peem]', model), expected.peem[i]!);
      close(value('capability[algorithm=ensemble]', model), expected.ensemble[i]!);
      close(value('accuracy', model), expected.true_score[i]!);
    }
    const scores = csv(folder, 'scores.csv');
    expect(scores.map(({ model }) => model)).toEqual(models);
    for (const [i, { score, human }] of scores.entries()) {
      close(score, expected.peem[i]!);
      close(human, expected.true_score[i]!);
    }
    for (const [algorithm, correlations] of Object.entries(expected.correlation_with_truth)) {
      for (const [name, right] of Object.entries(correlations)) close(value(`${name}[algorithm=${algorithm}]`), right);
    }
    const trace = csv(folder, 'trace.csv');
    const dropped = trace.filter((row) => row.dropped === '1').map(({ model }) => model);
    expect(dropped).toEqual(expected.dropped_in_order);
    const last = trace.at(-1)!.step;
    expect(trace.filter((row) => row.step === last && row.dropped === '0').map(({ model }) => model)).toEqual(
      expected.references_kept,
    );
  });

  test('asked live, the models are read as the authors read them and ranked as by gold answers', async () => {
    const { models, true_score } = published('models_only');
    const results = tempFolder();
    const server = await startRecordedServer();
    try {
      const config = join(results, 'live.yaml');
      writeFileSync(
        config,
        [
          `backend: { type: openai, baseUrl: '${server.url}/v1', concurrency: 32 }`,
          `dataset: { path: ${join(data, 'items.jsonl')}, fields: { input: prompt } }`,
          'models:',
          ...models.map((model) => `  - { model: ${model} }`),
          'evaluator: { type: peem, extraction: { type: set } }',
          '',
        ].join('\n'),
      );
      const { exitCode, stderr } = await assay(['run', config, '--results', results]);
      expect(exitCode, stderr).toBe(0);
      expect((await server.stats()).completions).toBe(models.length * 200 * 5);
    } finally {
      await server.stop();
    }
    const folder = join(results, 'live');

    // Seeds count up from the run's, 1: sample k is the recorded response (k + 1) mod 5.
    const ratings = new Map(
      csv(folder, 'ratings.csv').map((row) => [
        JSON.stringify([row.model, row.sample, (Number(row.round) + 1) % 5]),
        row,
      ]),
    );
    let withMarker = 0;
    let agreeing = 0;
    for (const model of models) {
      for (const line of readFileSync(join(data, `${model}.jsonl`), 'utf8')
        .trim()
        .split('\n')) {
        const { id, responses, predictions } = JSON.parse(line) as {
          id: string;
          responses: string[];
          predictions: number[][];
        };
        for (const [k, response] of responses.entries()) {
          if (!/##\[[^\]]*\]##/.test(response)) continue;
          const { rating, status } = ratings.get(JSON.stringify([model, id, k]))!;
          const letters = predictions[k]!.map((chosen, i) => (chosen ? 'ABCDEFGHIJKLMNOP'[i]! : '')).join('');
          withMarker += 1;
          if ((status === 'ok' && rating !== '[]' ? rating : '') === letters) agreeing += 1;
        }
      }
    }
    console.log(`extraction agrees on ${agreeing} of ${withMarker} replies with the marker`);
    expect(agreeing / withMarker).toBeGreaterThanOrEqual(0.995);

    const pearson = csv(folder, 'summary.csv').find(({ statistic }) => statistic === 'pearson[algorithm=peem]')!;
    expect(Number(pearson.value)).toBeGreaterThanOrEqual(0.98);
    const scores = csv(folder, 'scores.csv').map(({ score }) => Number(score));
    expect(correlation(scores, true_score)).toBeGreaterThanOrEqual(0.98);
  }, 240_000);
});

function correlation(x: readonly number[], y: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  const sum = (of: (i: number) => number) => x.reduce((total, _, i) => total + of(i), 0);
  return (
    sum((i) => (x[i]! - mx) * (y[i]! - my)) / Math.sqrt(sum((i) => (x[i]! - mx) ** 2) * sum((i) => (y[i]! - my) ** 2))
  );
}
