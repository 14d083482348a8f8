import { expect, it } from 'vitest';
import type { Rating } from '../evaluator.ts';
import { batcheval } from './batcheval.ts';
import { settledConfig } from './fixtures.ts';

const inputs = {
  config: settledConfig({ rounds: 2 }),
  data: ['a', 'b'].map((id) => ({ id, human: {}, parts: {} })),
  models: [],
  seed: 1,
  files: new Map<string, string>(),
};

const rated = (round: number, ...values: number[]) =>
  values.map(
    (rating, i): Rating => ({
      judge: 'judge',
      model: '',
      sample: 'ab'[i]!,
      criterion: 'c',
      round,
      rating,
      status: 'ok',
      call: '',
    }),
  );

it('concludes from the ratings as they are, and keeps nothing of them', () => {
  const ratings = rated(0, 1, 2);
  const first = batcheval.conclude(ratings, inputs);
  expect(first.scores.map(({ score }) => score)).toEqual([1, 2]);
  expect(first.statistics.find(({ statistic }) => statistic === 'mean')!.value).toBe(1.5);
  expect(first.warnings).toEqual([
    expect.stringContaining('Only 2 of 4 ratings could be had'),
    expect.stringContaining('as few as 2 samples'),
  ]);
  expect(first.tables).toEqual({});
  ratings.push(...rated(1, 3, 4));
  const second = batcheval.conclude(ratings, inputs);
  expect(second.scores.map(({ score }) => score)).toEqual([2, 3]);
  expect(second.statistics.find(({ statistic }) => statistic === 'round_agreement')).toBeDefined();
  expect(second.warnings).toEqual([expect.stringContaining('as few as 2 samples')]);
});

it('knows which statistics there can be', () => {
  const names = (config: object, data?: Parameters<typeof batcheval.check>[0]['data']) =>
    batcheval.statistics(settledConfig(config), data).get('c');
  expect(names({})).toContain('pearson');
  expect(names({}, inputs.data)).not.toContain('pearson');
  expect(names({}, [{ id: 'a', human: { '': 1 }, parts: {} }])).toContain('pearson');
  expect(names({})).not.toContain('judge_agreement');
  expect(names({ judge: undefined, judges: [{ model: 'a' }, { model: 'b' }] })).toContain('judge_agreement');
});

it('asks models for one output to each input', () => {
  const rows = ['terse', 'chatty'].map((model) => ({ id: 'q1', model, input: 'Why?', human: {}, parts: {} }));
  const models = [{ name: 'm', model: 'm', backend: 'b' }];
  const check = (data: typeof rows) => batcheval.check({ ...inputs, data, models });
  expect(() => check(rows)).toThrow(/^the id "q1" stands in the dataset more than once.*keep one row for each input/);
  expect(() => check(rows.slice(1))).not.toThrow();
});

it('refuses a prompt that does not show the samples', () => {
  const data = [{ id: 'a', output: 'a text', human: {}, parts: {} }];
  const check = (template: string) =>
    batcheval.check({
      ...inputs,
      data,
      config: settledConfig({ prompt: 'p.hbs' }),
      files: new Map([['p.hbs', template]]),
    });
  const each = '{{#each samples}}{{output}}{{/each}}'; // `samples` is a text, of which there is no each
  expect(() => check(`Score {{labels}}: ${each}`)).toThrow(/^p\.hbs: the prompt does not show .*put \{\{samples\}\}/);
  expect(() => check('Score {{labels}}: {{samples}}')).not.toThrow();
});
