import { describe, expect, test } from 'vitest';
import { random } from '../../stats/random.ts';
import { collected, inputsOf, items, model, simulated } from './fixtures.ts';
import { GivenPredictions } from './given-predictions.ts';
import { peem } from './peem.ts';

describe('results', () => {
  const inputs = inputsOf({ algorithms: ['ensemble', 'peem'] }, simulated([0.9, 0.6, 0.3, 0.1], 200));
  const { scores, statistics, tables } = peem.conclude([], inputs);
  const value = (name: string, of = '') =>
    statistics.find(({ statistic, model: own }) => statistic === name && own === of);

  test('one score a model, by the first algorithm, beside its accuracy', () => {
    expect(scores.map(({ model: name, criterion, status }) => [name, criterion, status])).toEqual(
      [0, 1, 2, 3].map((m) => [`m${m}`, 'capability', 'ok']),
    );
    for (const { model: name, score, human } of scores) {
      expect(score).toBe(value('capability[algorithm=ensemble]', name)!.value);
      expect(human).toBe(value('accuracy', name)!.value);
    }
    expect(value('accuracy', 'm0')!.value).toBeCloseTo(0.9, 1);
  });

  test('the ranking, how sure it is, and how well it did', () => {
    expect([0, 1, 2, 3].map((m) => value('rank[algorithm=peem]', `m${m}`)!.value)).toEqual([1, 2, 3, 4]);
    expect(value('rank[algorithm=ensemble]', 'm0')).toMatchObject({ low: 1, high: 1 });
    expect(value('best[algorithm=ensemble]', 'm0')!.value).toBe(1);
    const { value: capability, low, high } = value('capability[algorithm=peem]', 'm1')!;
    expect(low).toBeLessThan(capability);
    expect(high).toBeGreaterThan(capability);
    expect(value('pearson[algorithm=peem]')!.value).toBeGreaterThan(0.95);
    expect(value('spearman[algorithm=ensemble]')!.value).toBe(1);
    expect(value('extraction_rate')).toMatchObject({ value: 1, n: 1600 });
  });

  test('gold answers change nothing but what is said of them', () => {
    const without = inputsOf(inputs.config, {
      ...inputs.data,
      items: inputs.data.items.map(({ gold: _, ...item }) => item),
    });
    const about = /accuracy|pearson|spearman|kendall/;
    const close = (rows: typeof statistics) =>
      rows.filter(({ statistic }) => !about.test(statistic)).map((row) => ({ ...row, value: row.value.toFixed(9) }));
    const { statistics: other } = peem.conclude([], without);
    expect(other.some(({ statistic }) => about.test(statistic))).toBe(false);
    expect(close(other)).toEqual(close(statistics));
  });

  test('the order of items and of their predictions is of no consequence', () => {
    const predictions = new GivenPredictions();
    const reversed = [...inputs.data.items].reverse();
    for (const name of inputs.data.predictions!.models) {
      for (const [i, { id }] of reversed.entries()) {
        const item = inputs.data.items.findIndex((each) => each.id === id);
        for (const each of inputs.data.predictions!.samples(name, item)) {
          predictions.add(name, i, undefined, each!, { value: {}, place: '' });
        }
      }
    }
    const other = inputsOf(inputs.config, { items: reversed, predictions });
    expect(peem.conclude([], other).statistics).toEqual(statistics);
  });

  test('the matrix, the pairs and the trace', () => {
    expect(tables['consistency.csv']!.columns).toEqual(['model', 'm0', 'm1', 'm2', 'm3']);
    expect(tables['pairs.csv']!.rows).toHaveLength(6);
    const trace = tables['trace.csv']!;
    expect(trace.rows.filter((row) => row[0] === 0)).toHaveLength(4);
    expect(trace.rows.filter((row) => row[4] === 1).map((row) => row[1])[0]).toBe('m3');
  });
});

test('a model that can not be read is left out and told of, not ranked last', async () => {
  const models = [model('x'), model('y'), model('z'), model('mute')];
  const inputs = inputsOf({ samples: 1, extraction: { type: 'number' } }, { items: items(120) }, models);
  const { ratings } = await collected(inputs, ({ model: { name }, task }) =>
    name === 'mute' ? 'no number' : /q\d*[05],/.test(task) ? `${name.charCodeAt(0)}` : '1',
  );
  const { scores, statistics, warnings } = peem.conclude(ratings, inputs);
  expect(scores.at(-1)).toMatchObject({ model: 'mute', status: 'unreadable', ratings: 0 });
  expect(scores.at(-1)!.score).toBeUndefined();
  expect(statistics.filter(({ model: name }) => name === 'mute').map(({ statistic }) => statistic)).toEqual([
    'extraction_rate',
  ]);
  expect(statistics.find(({ statistic }) => statistic === 'coverage')!.value).toBe(0.75);
  expect(warnings[0]).toMatch(/None of the 120 replies of mute/);
});

test('what is concluded is of the ratings as they are, and nothing of them is kept', async () => {
  const models = [model('x'), model('y'), model('z')];
  const inputs = inputsOf({ samples: 1, extraction: { type: 'number' } }, { items: items(20) }, models);
  const { ratings } = await collected(inputs, () => '1');
  const scoresOf = () => peem.conclude(ratings, inputs).scores.map(({ score }) => score);
  expect(scoresOf()).toEqual([1, 1, 1]);
  for (const rating of ratings) if (rating.model === 'z') rating.rating = 2;
  expect(scoresOf()).toEqual([1, 1, 0]);
});

test('a model that is left alone has a capability, but no rank and no chance of being best', async () => {
  const models = [model('x'), model('mute'), model('silent')];
  const inputs = inputsOf({ samples: 2, extraction: { type: 'number' } }, { items: items(120) }, models);
  const { ratings } = await collected(inputs, ({ model: { name } }) => (name === 'x' ? '7' : 'no number'));
  const { statistics, warnings } = peem.conclude(ratings, inputs);
  const ofX = statistics.filter(({ model: name }) => name === 'x').map(({ statistic }) => statistic);
  expect(ofX).toContain('capability[algorithm=peem]');
  expect(ofX.filter((statistic) => /^(rank|best)/.test(statistic))).toEqual([]);
  expect(warnings).toContainEqual(expect.stringMatching(/^Only 1 model/));
});

test('failed calls are no predictions: the capability rests on the others, which is told', async () => {
  const models = [model('x'), model('y'), model('z')];
  const inputs = inputsOf({ samples: 1, extraction: { type: 'number' } }, { items: items(120) }, models);
  const { ratings } = await collected(inputs, ({ model: { name }, task }) =>
    name === 'x' && /q0[01]/.test(task) ? 'FAILED' : '1',
  );
  const { scores, warnings } = peem.conclude(ratings, inputs);
  expect(scores.map(({ status, score }) => [status, score])).toEqual([
    ['failed', 1],
    ['ok', 1],
    ['ok', 1],
  ]);
  expect(warnings).toContainEqual(expect.stringMatching(/17% of the calls of x failed/));
});

test('human labels are a reference, but not ranked', () => {
  const data = simulated([0.9, 0.6, 0.3], 120);
  const labelled = { ...data, items: data.items.map((item) => ({ ...item, human: ['right'] })) };
  const inputs = inputsOf({ human: true, algorithms: ['human', 'peem'] }, labelled);
  const { scores, statistics, tables } = peem.conclude([], inputs);
  const ofHuman = statistics.filter(({ model: name }) => name === 'human').map(({ statistic }) => statistic);
  // A single label per item has no consistency with itself: that is none, not 0.
  expect(ofHuman).toEqual(['capability[algorithm=peem]', 'accuracy']);
  expect(tables['consistency.csv']!.columns.at(-1)).toBe('human');
  expect(scores.map(({ model: name }) => name)).toEqual(['m0', 'm1', 'm2']);
});

test.each([
  [inputsOf({}, { items: items(1) }), /there are no models to rank/],
  [inputsOf({}, { items: items(1) }, [model('x')]), /evaluator.extraction/],
  [inputsOf({}, simulated([1], 1), [model('x')]), /leave out `models`/],
  [inputsOf({ human: true }, simulated([1], 1)), /no human labels/],
  [
    inputsOf({ extraction: { type: 'text' } }, { items: [{ id: 'a', parts: {}, human: [] }] }, [model('x')]),
    /item "a" has no input to give to the models; map/,
  ],
  [
    inputsOf({ extraction: { type: 'text' } }, { items: ['a', 'b', 'c'].map((id) => ({ id, parts: {}, human: [] })) }, [
      model('x'),
    ]),
    /item "a" has no input to give to the models, nor have 2 other items;/,
  ],
  [inputsOf({}, simulated([1], 1)), /only the model "m0".*name others/],
  [inputsOf({ extraction: { type: 'text' } }, { items: items(1) }, [model('x')]), /only the model "x".*name others/],
])('config and data must fit: %#', (inputs, message) => {
  expect(() => peem.check(inputs)).toThrow(message);
});

test('a template that shows no item is told of', () => {
  const inputs = inputsOf({ extraction: { type: 'text' }, prompt: 'p.hbs' }, { items: items(2) }, [
    model('x'),
    model('y'),
  ]);
  const check = (template: string) => peem.check({ ...inputs, files: new Map([['p.hbs', template]]) });
  expect(() => check('Answer the question.')).toThrow(/^p\.hbs: .*same for all items; put \{\{input\}\}/);
  expect(() => check('Answer: {{input}}')).not.toThrow();
});

describe('a reference that is left alone', () => {
  // By the published rule the best model gets (C(r,r) + its agreement with three weak ones) / 4, the others C(r,i).
  const inputs = inputsOf(
    { algorithms: ['peem', 'ensemble'] },
    simulated([0.87, 0.74, 0.73, 0.34, 0.24, 0.17], 200, 5),
  );
  const { statistics, tables, warnings } = peem.conclude([], inputs);
  const value = (name: string, of: string) =>
    statistics.find(({ statistic, model: own }) => statistic === `${name}[algorithm=peem]` && own === of);

  test('keeps its published value and place', () => {
    expect(statistics.find(({ statistic }) => statistic === 'references')!.value).toBe(1);
    expect(value('capability', 'm0')!.value).toBeLessThan(value('capability', 'm1')!.value);
    expect(value('rank', 'm0')!.value).toBe(3);
  });

  test('is not said to be behind the others, nor they to be ahead of it', () => {
    expect(value('rank', 'm0')!.low).toBeUndefined();
    expect(value('best', 'm0')).toBeUndefined();
    expect(value('rank', 'm1')).toMatchObject({ low: 1, high: 3 });
    expect(value('best', 'm1')).toBeUndefined();
    // That m1 is ahead of it, on the same footing, shows that it is not the best.
    expect(value('rank', 'm5')).toMatchObject({ low: 5, high: 6 });
    expect(value('best', 'm5')!.value).toBe(0);
    const { columns, rows } = tables['pairs.csv']!;
    const told = (a: string, b: string) =>
      rows.find((row) => row[0] === a && row[1] === b)![columns.indexOf('told_apart[peem]')];
    expect(['m1', 'm2', 'm3', 'm4', 'm5'].map((other) => told('m0', other))).toEqual(Array(5).fill(undefined));
    expect(told('m1', 'm3')).toBe(1);
    expect(value('indistinguishable_pairs', '')!.n).toBe(10);
    expect(warnings).toContainEqual(
      expect.stringMatching(/^The EM kept one reference only, m0: .*look at the algorithm/),
    );
  });

  test('is compared where all are on one footing', () => {
    const best = statistics.find(
      ({ statistic, model: own }) => statistic === 'best[algorithm=ensemble]' && own === 'm0',
    );
    expect(best!.value).toBe(1);
  });
});

test('two references that can only tie are not said to be equal', () => {
  const { next } = random(1);
  const predictions = new GivenPredictions();
  for (let item = 0; item < 200; item += 1) {
    const quality = 1 + 4 * next();
    for (const [m, spread] of [0.5, 1, 2, 3].entries()) {
      for (let sample = 0; sample < 2; sample += 1) {
        predictions.add(`m${m}`, item, sample, quality + 3 * spread * (next() - 0.5), { value: {}, place: '' });
      }
    }
  }
  const inputs = inputsOf({ consistency: 'rating', algorithms: ['peem'] }, { items: items(200), predictions });
  const { statistics, tables, warnings } = peem.conclude([], inputs);
  const of = (name: string, model: string) =>
    statistics.find(({ statistic, model: own }) => statistic === `${name}[algorithm=peem]` && own === model);
  expect(of('rank', 'm0')).toMatchObject({ value: 1.5, low: 1, high: 2 });
  expect(of('best', 'm0')).toBeUndefined();
  expect(of('best', 'm1')).toBeUndefined();
  expect(of('best', 'm2')!.value).toBe(0);
  const { columns, rows } = tables['pairs.csv']!;
  expect(rows[0]![columns.indexOf('told_apart[peem]')]).toBeUndefined();
  expect(of('indistinguishable_pairs', '')).toMatchObject({ n: 5 });
  expect(warnings).toContainEqual(expect.stringMatching(/^The EM kept two references, m0 and m1: .*tie whatever/));
});

test('copies are found by their ratings, others are not', () => {
  const { next } = random(4);
  const noise = (size: number) => size * (next() + next() + next() - 1.5);
  const predictions = new GivenPredictions();
  const row = { value: {}, place: '' };
  for (let item = 0; item < 300; item += 1) {
    const quality = noise(2);
    // Each model has an opinion of its own on an item; m3 is m2 under another name.
    const opinions = [0, 1, 2, 3].map(() => quality + noise(1.8));
    opinions[3] = opinions[2]!;
    for (const [m, opinion] of opinions.entries()) {
      for (let sample = 0; sample < 5; sample += 1) predictions.add(`m${m}`, item, sample, opinion + noise(2.5), row);
    }
  }
  const inputs = inputsOf({ consistency: 'rating' }, { items: items(300), predictions });
  const { statistics, tables } = peem.conclude([], inputs);
  const copies = tables['pairs.csv']!.rows.filter((cells) => cells[3] === 1);
  expect(copies.map(([a, b]) => [a, b])).toEqual([['m2', 'm3']]);
  const self = statistics.filter(({ statistic }) => statistic === 'self_consistency');
  for (const { value } of self) expect(value).toBeCloseTo((4 + 3.24) / (4 + 3.24 + 6.25), 1);
});

test('n is what a statistic rests on: items that the model answered, of these the ones with a gold answer', () => {
  const data = simulated([0.9, 0.6, 0.5, 0.3], 300);
  const predictions = new GivenPredictions();
  for (const model of data.predictions!.models) {
    for (let item = 0; item < (model === 'm3' ? 20 : 300); item += 1) {
      for (const each of data.predictions!.samples(model, item)) {
        predictions.add(model, item, undefined, each!, { value: {}, place: '' });
      }
    }
  }
  const labelled = data.items.map((item, i) => ({
    ...item,
    gold: i >= 10 && i < 210 ? 'right' : undefined,
    human: i < 40 ? ['right'] : [],
  }));
  const inputs = inputsOf({ human: true, algorithms: ['peem'] }, { items: labelled, predictions });
  const { statistics } = peem.conclude([], inputs);
  const n = (statistic: string, of: string) =>
    statistics.find(({ statistic: name, model: own }) => name === statistic && own === of)!.n;
  for (const statistic of ['capability', 'rank']) {
    expect(['m0', 'm3'].map((name) => n(`${statistic}[algorithm=peem]`, name))).toEqual([300, 20]);
  }
  expect(['m0', 'm3', 'human'].map((name) => n('accuracy', name))).toEqual([200, 10, 30]);
  expect(n('capability[algorithm=peem]', 'human')).toBe(40);
});

test.each(['exact', 'text', 'rating'])('%s: no digit depends on the order of the models', (consistency) => {
  const accuracies = [0.8, 0.55, 0.7, 0.7, 0.3, 0.62, 0.45];
  const { int, next } = random(11);
  const answers = accuracies.map((accuracy) =>
    items(40).map((_, item) =>
      Array.from({ length: 3 }, () =>
        consistency === 'rating'
          ? (item % 5) + int(3) * (1 - accuracy)
          : `red blue ${next() < accuracy ? 'green dog' : `cat ${int(3)}`}`,
      ),
    ),
  );
  const concluded = (order: readonly number[]) => {
    const predictions = new GivenPredictions();
    for (const m of order) {
      for (const [item, samples] of answers[m]!.entries()) {
        for (const sample of samples) predictions.add(`m${m}`, item, undefined, sample, { value: {}, place: '' });
      }
    }
    const part = { consistency, algorithms: ['peem', 'ensemble', 'calibration', 'filtering'] };
    return peem.conclude([], inputsOf(part, { items: items(40), predictions }));
  };
  const sorted = (rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).sort();
  const one = concluded([0, 1, 2, 3, 4, 5, 6]);
  const other = concluded([5, 2, 6, 0, 4, 1, 3]);
  expect(sorted(other.scores)).toEqual(sorted(one.scores));
  expect(sorted(other.statistics)).toEqual(sorted(one.statistics));
  expect(sorted(other.tables['trace.csv']!.rows)).toEqual(sorted(one.tables['trace.csv']!.rows));
  expect(other.warnings).toEqual(one.warnings);
  // The tables keep the order of the config.
  expect(other.scores.map(({ model: name }) => name)).toEqual(['m5', 'm2', 'm6', 'm0', 'm4', 'm1', 'm3']);
  expect(other.tables['consistency.csv']!.columns).toEqual(['model', 'm5', 'm2', 'm6', 'm0', 'm4', 'm1', 'm3']);
  expect(other.tables['pairs.csv']!.rows.slice(0, 2).map(([a, b]) => [a, b])).toEqual([
    ['m5', 'm2'],
    ['m5', 'm6'],
  ]);
});

describe('models that did not answer the same items', () => {
  const conclude = (answered: readonly (readonly [from: number, to: number])[]) => {
    const full = simulated([0.9, 0.8, 0.7, 0.95], 200);
    const predictions = new GivenPredictions();
    for (const [m, [from, to]] of answered.entries()) {
      for (let item = from; item < to; item += 1) {
        for (const sample of full.predictions!.samples(`m${m}`, item)) {
          predictions.add(`m${m}`, item, undefined, sample!, { value: {}, place: '' });
        }
      }
    }
    return peem.conclude([], inputsOf({}, { items: full.items, predictions })).warnings;
  };
  const all = [0, 200] as const;

  test('without an item in common nothing is known, which is told first', () => {
    const warnings = conclude([
      [0, 100],
      [0, 100],
      [0, 100],
      [100, 200],
    ]);
    expect(warnings[0]).toMatch(/^m0 and m3; m1 and m3; m2 and m3 have no item in common: nothing is known/);
    expect(conclude([all, all, all, all]).join()).not.toMatch(/in common|rests on these/);
  });

  test('a model that answered few of the items is told of', () => {
    const warnings = conclude([all, all, all, [0, 4]]);
    expect(warnings).toContainEqual(expect.stringMatching(/^m3 has predictions for 4 of the 200 items only/));
    expect(conclude([all, all, all, [0, 190]]).join()).not.toMatch(/rests on these/);
  });
});
