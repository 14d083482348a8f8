import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { Statistic } from '../evaluators/evaluator.ts';
import { MANIFEST } from '../results/fixtures.ts';
import { stepSummary } from './github.ts';
import { headlineOf } from './headline.ts';
import { headlineText } from './headline-text.ts';
import { headlineTable } from './html/headline-tables.ts';
import type { LoadedRun } from './html/load.ts';

const row = (model: string, criterion: string, statistic: string, value: number, half?: number): Statistic => ({
  model,
  criterion,
  statistic,
  value,
  n: 100,
  ...(half !== undefined && { low: value - half, high: value + half }),
});

const STATISTICS: Record<string, Statistic[]> = {
  batcheval: ['', 'm1', 'm2'].flatMap((model) => [
    row(model, 'clarity', 'n', 24),
    row(model, 'clarity', 'mean', 3.5, 0.5),
    row(model, 'clarity', 'pearson', 0.9, 0.05),
    row(model, 'clarity', 'spearman', 0.8, 0.05),
    row(model, 'clarity', 'round_agreement', 0.95, 0.02),
    row(model, 'clarity', 'judge_agreement', 0.75, 0.02),
    row(model, 'clarity', 'coverage', 0.5, 0.1),
  ]),
  peem: ['m1', 'm2'].flatMap((model, i) => [
    row(model, 'capability', 'capability[algorithm=peem]', 0.5 + 0.25 * i, 0.1),
    row(model, 'capability', 'rank[algorithm=peem]', 2 - i, 1),
    row(model, 'capability', 'best[algorithm=peem]', i),
    row(model, 'capability', 'capability[algorithm=ensemble]', 0.4, 0.1),
    row(model, 'capability', 'rank[algorithm=ensemble]', 1.5),
    row(model, 'capability', 'accuracy', 0.8),
    row(model, 'capability', 'extraction_rate', 0.99, 0.01),
  ]),
  'mt-bench': ['', 'm1', 'm2'].flatMap((model, i) => [
    row(model, 'grade', 'mean', 5 + i, 0.5),
    row(model, 'grade', 'mean[turn=1]', 6, 0.5),
    row(model, 'grade', 'mean[turn=2]', 5, 0.5),
    row(model, 'grade', 'slope_over_turns', 0.1, 0.05),
    row(model, 'checks', 'pass_rate', 0.4, 0.1),
    row(model, 'context-error', 'error_rate', 0.2, 0.1),
    row(model, 'failure', 'rate', 0.3, 0.1),
    row(model, 'answer-words', 'mean', 20, 1),
  ]),
  unknown: [row('m1', 'c', 'mean', 0.5, 0.1), row('m1', 'c', 'mean[turn=1]', 0.5), row('m1', 'c', '<i>', 1)],
};
STATISTICS['mt-bench, pairs'] = ['m1', 'm2'].flatMap((model, i) => [
  row(model, 'preference', 'win_rate', 0.25, 0.1),
  row(model, 'preference', 'adjusted_win_rate', 0.4 + 0.2 * i, 0.1),
  row(model, 'preference', 'slope_over_turns', -0.01, 0.02),
]);
STATISTICS['mt-bench, ablated'] = ['m1', 'm2'].flatMap((model, i) => [
  row(model, 'grade', 'mean', 5 + i, 0.5),
  row(model, 'grade', 'context_gain', 1.2 - i, 0.3),
  row(model, 'grade', 'context_gain[turn=2]', 1.2 - i, 0.3),
  row(model, 'checks', 'pass_rate', 0.4, 0.1),
  row(model, 'checks', 'context_gain', 0.1, 0.05),
]);
STATISTICS['mt-bench, ablated pairs'] = ['m1', 'm2'].flatMap((model, i) => [
  row(model, 'preference', 'adjusted_win_rate', 0.4 + 0.2 * i, 0.1),
  row(model, 'checks', 'pass_rate', 0.4, 0.1),
  row(model, 'checks', 'context_gain', -0.1, 0.05),
]);

STATISTICS['batcheval, some samples without a human score'] = STATISTICS.batcheval!.map((each) =>
  ['pearson', 'spearman'].includes(each.statistic) ? { ...each, n: 25 } : each,
);

const NAMES: Record<string, string[]> = {
  batcheval: ['n', 'mean', 'Pearson with human', 'Spearman', 'rounds agree (α)', 'judges agree (α)', 'scored'],
  'batcheval, some samples without a human score': [
    'n',
    'mean',
    'n human',
    'Pearson with human',
    'Spearman',
    'rounds agree (α)',
    'judges agree (α)',
    'scored',
  ],
  peem: ['capability (peem)', 'rank', 'P(best)', 'ensemble', 'gold agreement', 'read'],
  'mt-bench': ['grade', 'grade per turn', 'checks passed', 'context errors', 'failed turns'],
  'mt-bench, pairs': ['adjusted win rate', 'points per turn'],
  'mt-bench, ablated': ['grade', 'context gain (grade)', 'checks passed'],
  'mt-bench, ablated pairs': ['adjusted win rate', 'context gain (points)', 'checks passed'],
  unknown: ['mean'],
};

/** Text without tags, and with entities as characters. */
const textOf = (html: string) =>
  html.replace(/<[^>]+>/g, ' ').replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));

describe.each(Object.entries(STATISTICS))('the headline of %s', (name, statistics) => {
  const evaluator = name.split(',')[0]!;
  const { figures, rows } = headlineOf(evaluator, statistics);
  const terminal = stripVTControlCharacters(headlineText(evaluator, { statistics, tables: {} })).split('\n');
  const github = stepSummary([{ folder: '', evaluator, manifest: MANIFEST, scores: [], statistics, gates: [] }]);
  const html = headlineTable({ evaluator, statistics } as unknown as LoadedRun).source;

  test('has its figures', () => {
    expect(figures.map((figure) => figure.name)).toEqual(NAMES[name]);
  });

  test('has the same figures in a terminal, on GitHub and in HTML', () => {
    const columns = terminal[0]!.split(/ {2,}/).map((column) => column.replace(' [95%]', ''));
    expect(columns).toEqual(expect.arrayContaining(NAMES[name]!));
    const heading = github.split('\n').find((line) => line.startsWith('| '))!;
    expect(heading.split(' | ').slice(-figures.length).join(' | ')).toBe(`${NAMES[name]!.join(' | ')} |`);
    const headings = [...html.matchAll(/<th scope="col"[^>]*>([^<]*)<\/th>/g)].map(([, text]) => textOf(text!));
    expect(headings.slice(-figures.length)).toEqual(NAMES[name]);
  });

  test('has the same values in the same order', () => {
    const bodies = [
      terminal.slice(2, 2 + rows.length),
      github.split('\n').filter((line) => line.startsWith('| `') || line.startsWith('| all')),
      [...html.matchAll(/<tr class[^>]*>(.*?)<\/tr>/g)].map(([, cells]) => textOf(cells!)),
    ];
    for (const lines of bodies) {
      expect(lines).toHaveLength(rows.length);
      for (const [i, { cells }] of rows.entries()) {
        for (const [j, cell] of cells.entries()) {
          // In a terminal the less important figures stand without their interval, in which case they have three decimals.
          const { value } = figures[j]!.show(cell!);
          expect(lines[i]!.replaceAll('\u2007', '')).toContain(value);
        }
      }
    }
  });
});

test.each([
  ['peem', ['m2', 'm1']],
  ['mt-bench', ['m2', 'm1']],
  ['mt-bench, pairs', ['m2', 'm1']],
  ['batcheval', ['', 'm1', 'm2']],
])('rows of %s are of %j', (name, models) => {
  expect(headlineOf(name.split(',')[0]!, STATISTICS[name]!).rows.map(({ model }) => model)).toEqual(models);
});

test('a model that lacks the first figure comes last', () => {
  const statistics = [row('mute', 'capability', 'extraction_rate', 0), ...STATISTICS.peem!];
  expect(headlineOf('peem', statistics).rows.map(({ model }) => model)).toEqual(['m2', 'm1', 'mute']);
});

test('n is that of the mean, and of the correlations where it is another', () => {
  const text = (found: Statistic[]) =>
    stripVTControlCharacters(headlineText('batcheval', { statistics: found, tables: {} }));
  const partly = STATISTICS['batcheval, some samples without a human score']!;
  // Of 120 samples, 100 were scored, 25 of which have a human score.
  const statistics = partly.map((each) => (each.statistic === 'n' ? { ...each, value: 120, n: 120 } : each));
  expect(text(statistics)).toMatch(/\nclarity +all +100 +3\.50 \[3\.00, 4\.00\] +25 +0\.900 /);
  expect(text(statistics.filter(({ n }) => n !== 25))).toMatch(/\nclarity +all +100 +3\.50 /);
});

test('shares change by percentage points', () => {
  const text = headlineText('mt-bench', { statistics: STATISTICS['mt-bench, pairs']!, tables: {} });
  expect(stripVTControlCharacters(text)).toMatch(/m2 +60\.0% \[50\.0%, 70\.0%\] +-1\.0 \[-3\.0, 1\.0\]$/m);
});

test('what a model gains from the history stands with its interval, by the first measure that the ablation has of it', () => {
  const shown = (name: string) =>
    stripVTControlCharacters(headlineText('mt-bench', { statistics: STATISTICS[name]!, tables: {} }));
  expect(shown('mt-bench, ablated')).toMatch(/m1 +5\.00 \[4\.50, 5\.50\] +\+1\.20 \[0\.90, 1\.50\]/);
  expect(shown('mt-bench, ablated pairs')).toMatch(/m2 +60\.0% \[50\.0%, 70\.0%\] +-10\.0 \[-15\.0, -5\.0\]/);
});

test('an outcome over the turns stands beside the models', () => {
  const text = headlineText('mt-bench', { statistics: STATISTICS['mt-bench']!, tables: {} });
  expect(stripVTControlCharacters(text)).toMatch(/turns 1–2\n.*\n.*▅▄ {2}6\.00 → 5\.00/);
});

test('nothing where there is nothing', () => {
  expect(Object.keys(STATISTICS).map((name) => headlineText(name, { statistics: [], tables: {} }))).toEqual(
    Object.keys(STATISTICS).map(() => ''),
  );
});
