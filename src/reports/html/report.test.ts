import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { tempFolder } from '../../../test/support/temp-folder.ts';
import { scoreOf } from '../../compare/fixtures.ts';
import { MANIFEST } from '../../results/fixtures.ts';
import { REPORT, removeStale } from '../../results/stale.ts';
import type { LoadedRun } from './load.ts';
import { htmlReport } from './report.ts';

const run: LoadedRun = {
  folder: '',
  name: 'run',
  evaluator: 'mt-bench',
  manifest: MANIFEST,
  scores: [],
  statistics: ['grade', 'checks'].flatMap((criterion) =>
    [1, 2].map((turn) => ({
      model: 'm',
      criterion,
      statistic: criterion === 'grade' ? `mean[turn=${turn}]` : `pass_rate[turn=${turn}]`,
      value: 0.5,
      n: 9,
    })),
  ),
  ratings: [],
  tables: {},
  evidence: { calls: new Map(), shown: new Map() },
};

test('charts are numbered from 1 in each page, even where pages are drawn at once', async () => {
  const pages = await Promise.all([htmlReport([run]), htmlReport([run])]);
  expect(pages[1]).toBe(pages[0]);
  const ids = [...pages[0].matchAll(/<title id="([^"]+)">/g)].map(([, id]) => id);
  expect(ids).toEqual(['chart-1', 'chart-2']);
});

test('a page is known as one of ours by its beginning, so that it is removed with its run', async () => {
  const folder = tempFolder({ [REPORT]: await htmlReport([run]) });
  removeStale(folder, join(folder, 'run.json'), []);
  expect(readdirSync(folder)).toEqual([]);
});

test.each([
  ['failed', [], 'This run failed.</strong> It can&#39;t be reached. It has no scores.'],
  [
    'interrupted',
    [scoreOf('x', 1)],
    'This run was interrupted.</strong> It can&#39;t be reached. Its figures rest on what there is.',
  ],
  [
    'incomplete',
    [scoreOf('x', undefined)],
    'This run is incomplete.</strong> It can&#39;t be reached. It has no scores.',
  ],
] as const)('how a run ended that is %s is told in sentences', async (state, scores, expected) => {
  const manifest = { ...run.manifest, state, reason: "It can't be reached" };
  expect(await htmlReport([{ ...run, scores: [...scores], manifest }])).toContain(expected);
});

test('a cost that leaves out models without a price says which', async () => {
  const used = { calls: 2, held: 0, failed: 0, promptTokens: 10, completionTokens: 10 };
  const page = async (models: LoadedRun['manifest']['models']) =>
    htmlReport([{ ...run, manifest: { ...run.manifest, models } }]);
  expect(await page({ a: { ...used, cost: 0.5 }, b: used })).toContain(
    '$0.50 <span class="quiet">without b (no price)</span>',
  );
  expect(await page({ a: { ...used, cost: 0.5 } })).toContain('<dd>$0.50</dd>');
});

test('tokens that a server did not tell are in no total', async () => {
  const used = { calls: 2, held: 0, failed: 0, promptTokens: 12_345, completionTokens: 10 };
  const models = { a: { ...used, withoutUsage: 1 } };
  const page = await htmlReport([{ ...run, manifest: { ...run.manifest, models } }]);
  expect(page).toContain('not known: tokens not told by the server for 1 of 2 calls');
  expect(page).not.toContain('12,345');
});

test('what models said is not called a score', async () => {
  const rating = {
    judge: '',
    model: 'm',
    sample: 's',
    criterion: 'prediction',
    rating: 3,
    status: 'ok',
    call: '',
  } as const;
  const page = await htmlReport([{ ...run, evaluator: 'peem', statistics: [], ratings: [rating] }]);
  expect(page).toContain('then what the models disagree on most.');
  expect(page).toContain('data-key="score">most common answer</th>');
  const score = { model: 'm', sample: 's', criterion: 'grade', score: 3, ratings: 1, status: 'ok' } as const;
  expect(await htmlReport([{ ...run, scores: [score] }])).toContain('data-key="score">score</th>');
});

describe('several runs', () => {
  const judged = (name: string, scale: number[]): LoadedRun => ({
    ...run,
    name,
    evaluator: 'batcheval',
    manifest: { ...MANIFEST, config: { evaluator: { type: 'batcheval', criteria: [{ name: 'quality', scale }] } } },
    scores: [scoreOf('s', 3)],
    statistics: [{ model: '', criterion: 'quality', statistic: 'mean', value: 3, low: 2, high: 4, n: 9 }],
  });
  const ranked = (name: string): LoadedRun => ({
    ...run,
    name,
    evaluator: 'peem',
    scores: [scoreOf('', 0.5, { model: 'm', criterion: 'capability' })],
    statistics: ['capability', 'rank'].map((statistic) => ({
      model: 'm',
      criterion: 'capability',
      statistic: `${statistic}[algorithm=peem]`,
      value: 1,
      low: 0.5,
      high: 2,
      n: 9,
    })),
  });

  test('that can be compared stand on one axis', async () => {
    const page = await htmlReport([judged('a', [1, 5]), judged('b', [1, 5])]);
    expect(page).toContain('Mean by run');
    expect(page).toContain('<code>assay compare</code>');
    expect(page).not.toContain('can’t be compared');
  });

  test.each([
    [
      'on other scales',
      [judged('a', [1, 5]), judged('b', [1, 10])],
      '<li>a and b: the scale of &#34;quality&#34; differs: [1,5] and [1,10]</li>',
    ],
    ['of models that are scored by each other', [ranked('a'), ranked('b')], '<li>b scores whole models by each other'],
    ['of other methods', [judged('a', [1, 5]), ranked('b')], '<li>a and b: the evaluators differ: batcheval and peem'],
  ])('%s do not, and the page says why', async (_, runs, reason) => {
    const page = await htmlReport(runs);
    expect(page).toContain('These runs can’t be compared with each other');
    expect(page).toContain(reason);
    expect(page).not.toContain(' by run');
    expect(page).not.toContain('assay compare');
  });
});
