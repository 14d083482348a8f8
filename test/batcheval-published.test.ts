import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCsv } from '../src/results/csv.ts';
import { assay } from './support/assay.ts';
import {
  hasReferenceData,
  type RecordedServer,
  referenceFile,
  SKIPPED_WITHOUT,
  startRecordedServer,
} from './support/recorded-server.ts';
import { tempFolder } from './support/temp-folder.ts';

// Published replies of GPT-4 and human scores; reference.json holds what numpy and scipy make of them.
const CRITERIA = [
  ['fed', 'coherent'],
  ['fed', 'understanding'],
  ['fed', 'overall'],
  ['usr', 'engagingness'],
  ['usr', 'coherence'],
] as const;

function configFor(protocol: string, url: string, set: string, criterion: string, composition: object): object {
  return {
    name: `${set}-${criterion}`,
    backend: { type: protocol, baseUrl: protocol === 'openai' ? `${url}/v1` : url },
    dataset: {
      path: referenceFile('batcheval', `${set}.jsonl`),
      fields:
        set === 'fed'
          ? { id: 'id', input: 'context', model: 'system', human: 'human' }
          : { id: 'id', input: 'context', fact: 'fact', output: 'response', model: 'system', human: 'human' },
    },
    evaluator: {
      type: 'batcheval',
      judge: { model: 'gpt-4', temperature: 0.2, topP: 0.9 },
      criteria: [{ name: criterion, scale: [1, 3], question: 'How good is it by this criterion?' }],
      ...composition,
    },
  };
}

async function statisticsOf(config: object): Promise<(name: string) => number> {
  const folder = tempFolder();
  // JSON is YAML.
  writeFileSync(join(folder, 'run.yaml'), JSON.stringify(config));
  const { exitCode, stderr } = await assay(['run', 'run.yaml', '--quiet'], { cwd: folder });
  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
  const { name } = config as { name: string };
  const rows = parseCsv(readFileSync(join(folder, 'results', name, 'summary.csv'), 'utf8'));
  const overall = new Map(
    rows.filter(({ model }) => model === undefined).map(({ statistic, value }) => [statistic, Number(value)]),
  );
  return (statistic) => overall.get(statistic) ?? Number.NaN;
}

describe.skipIf(!hasReferenceData)(`the published figures of BatchEval${SKIPPED_WITHOUT}`, () => {
  let server: RecordedServer;
  beforeAll(async () => {
    server = await startRecordedServer();
  });
  afterAll(() => server?.stop());
  const reference = hasReferenceData ? JSON.parse(readFileSync(referenceFile('reference.json'), 'utf8')).batcheval : {};

  for (const protocol of ['openai', 'ollama']) {
    it.each(CRITERIA)(`come out over the ${protocol} protocol: %s %s`, async (set, criterion) => {
      const batches = referenceFile('batcheval', `${set}-${criterion}-gpt4.jsonl`);
      const statistic = await statisticsOf(
        configFor(protocol, server.url, set, criterion, { composition: 'fixed', batches }),
      );
      const expected = reference[`${set}-${criterion}`];
      expect(statistic('n')).toBe(expected.samples);
      expect(statistic('coverage')).toBe(1);
      for (const name of ['pearson', 'spearman', 'kendall']) {
        expect(Math.abs(statistic(name) - expected.ensemble[name])).toBeLessThan(1e-9);
        for (const [round, each] of expected.rounds.entries()) {
          expect(Math.abs(statistic(`${name}[round=${round}]`) - each[name])).toBeLessThan(1e-9);
        }
      }
    });
  }

  it.each(CRITERIA)('come near with our own heterogeneous batches: %s %s', async (set, criterion) => {
    const statistic = await statisticsOf(configFor('openai', server.url, set, criterion, {}));
    const expected = reference[`${set}-${criterion}`];
    expect(statistic('coverage')).toBe(1);
    // The server gives one of a sample's five recorded scores at a time: .10 is more than chance makes of that.
    for (const name of ['pearson', 'spearman'])
      expect(Math.abs(statistic(name) - expected.ensemble[name])).toBeLessThan(0.1);
  });
});
