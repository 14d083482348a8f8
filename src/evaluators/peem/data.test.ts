import { describe, expect, test } from 'vitest';
import type { FieldMap } from '../../data/fields.ts';
import type { Row } from '../../data/row.ts';
import { UsageError } from '../../errors.ts';
import { peemConfig } from './config.ts';
import { read } from './data.ts';

const rowsOf = (path: string, values: readonly object[]): Row[] =>
  values.map((value, i) => ({ value: value as Row['value'], place: `${path}:${i + 1}` }));

async function* stream(rows: readonly Row[]): AsyncGenerator<readonly Row[]> {
  yield rows;
}

function reading(
  dataset: readonly object[],
  files: Record<string, readonly object[]> = {},
  part: object = {},
  fields: FieldMap = {},
) {
  const config = peemConfig().parse({
    type: 'peem',
    ...(Object.keys(files).length > 0 && { predictions: Object.keys(files) }),
    ...part,
  });
  return read(stream(rowsOf('items', dataset)), fields, {
    config,
    async *rows(path) {
      yield rowsOf(path, files[path]!);
    },
  });
}

const ITEMS = [
  { id: 'a', answer: '1' },
  { id: 'b', answer: '2' },
];

describe('prediction files', () => {
  test('one row a prediction, the model in the row or in the name of the file', async () => {
    const { predictions } = await reading(ITEMS, {
      'all.csv': [
        { model: 'm', item: 'a', sample: '1', prediction: '7' },
        { model: 'm', item: 'a', sample: '0', prediction: '' },
        { model: 'n', item: 'b', sample: '0', prediction: '8' },
      ],
      'folder/other.jsonl': [{ id: 'b', prediction: 9 }],
    });
    expect(predictions!.models).toEqual(['m', 'n', 'other']);
    expect(predictions!.samples('m', 0)).toEqual([null, '7']);
    expect(predictions!.samples('m', 1)).toEqual([]);
    expect(predictions!.samples('n', 0)).toEqual([]);
    expect(predictions!.samples('other', 1)).toEqual(['9']);
  });

  test('one row an item with a list, named by the config', async () => {
    const files = { x: [{ id: 'b', predictions: [[0, 1], [1, 1], null] }] };
    const { predictions } = await reading(
      [
        { id: 'a', answer: [0, 1], human: [1, 1] },
        {
          id: 'b',
          answer: [1, 0],
          human: [
            [1, 0],
            [0, 1],
          ],
        },
      ],
      files,
      { predictions: { mine: 'x' }, consistency: 'set' },
    );
    expect(predictions!.models).toEqual(['mine']);
    expect(predictions!.samples('mine', 1)).toEqual(['B', 'AB', null]);
  });

  test('other columns', async () => {
    const columns = { model: 'system', item: 'question', prediction: 'reply' };
    const { predictions } = await reading(
      ITEMS,
      { f: [{ system: 's', question: 'a', reply: 'The answer is 5.' }] },
      { columns, extraction: { type: 'number' } },
    );
    expect(predictions!.samples('s', 0)).toEqual([5]);
  });

  test('the dataset may hold the predictions itself', async () => {
    const { items, predictions } = await reading([
      { model: 'm', item: 'a', prediction: 'x', answer: 'x' },
      { model: 'n', item: 'a', prediction: 'y', answer: 'x' },
    ]);
    expect(items).toMatchObject([{ id: 'a', gold: 'x' }]);
    expect(predictions!.samples('n', 0)).toEqual(['y']);
  });

  test('predictions for unknown items are counted, not used', async () => {
    const { predictions } = await reading(ITEMS, {
      f: [
        { item: 'a', prediction: 1 },
        { item: 'z', prediction: 1 },
      ],
    });
    expect(predictions!.unknownItems).toBe(1);
    await expect(reading(ITEMS, { f: [{ item: 'z', prediction: 1 }] })).rejects.toThrow(/none of the 1 predictions/);
  });

  test.each([
    [[{ model: 'm', prediction: 1 }], /f:1: this row has no "item"/],
    [[{ item: 'a', predictoin: 1 }], /did you mean "predictoin"/],
    [[{ item: 'a', sample: 'x', prediction: 1 }], /f:1: the sample must be a whole number/],
    [[{ item: 'a', sample: 2e9, prediction: 1 }], /10000 samples/],
    [
      [
        { item: 'a', sample: 0, prediction: 1 },
        { item: 'a', sample: 0, prediction: 1 },
      ],
      /f:2: sample 0 of this item was given before/,
    ],
  ])('a mistake is told with its place: %j', async (rows, message) => {
    const failing = reading(ITEMS, { f: rows });
    await expect(failing).rejects.toThrow(UsageError);
    await expect(failing).rejects.toThrow(message);
  });
});

test('mistakes in items and in predictions are told together', async () => {
  const wrong = reading(
    [{ id: 'a', answer: 'none' }, { id: 'b' }, { id: 'b' }],
    {
      f: [{ item: 'b', sample: 'x', prediction: 1 }, { item: 'a', prediction: 1 }, { item: 'b' }],
      g: [{ prediction: 1 }],
    },
    { consistency: 'rating' },
  );
  await expect(wrong).rejects.toThrow(
    /^items:1: .*\n\nitems:3: .* used before\n\nf:1: the sample .*\n\nf:3: .* no "prediction" .*\n\ng:1: .* no "item" .*\n\n5 problems/,
  );
});

test('items: gold, options and human labels', async () => {
  const { items } = await reading(
    [{ id: 'a', prompt: ' as it is\n', answer: [0, 1, 1], human: [1, 0, 0], options: ['x', 'y', 'z'], topic: 't' }],
    {},
    { consistency: 'set' },
    { input: 'prompt', topic: 'topic' },
  );
  expect(items).toEqual([
    { id: 'a', input: ' as it is\n', parts: { topic: 't' }, gold: 'BC', human: ['A'], options: 3 },
  ]);
  const rated = await reading([{ id: 'a', human: [3, null, 4] }], {}, { consistency: 'rating' });
  expect(rated.items[0]!.human).toEqual([3, 4]);
  await expect(reading([{ id: 'a', human: { overall: 3 } }])).rejects.toThrow(/human.overall/);
  await expect(reading([{ id: 'a', answer: 'none' }], {}, { consistency: 'rating' })).rejects.toThrow(
    /gold answer "none"/,
  );
  const choice = { extraction: { type: 'choice' } };
  await expect(reading([{ id: 'a', answer: 'Rome' }], {}, choice)).rejects.toThrow(/items:1: the gold answer "Rome"/);
  await expect(reading([{ id: 'a', human: ['B', 'Rome'] }], {}, choice)).rejects.toThrow(
    /items:1: the human label "Rome"/,
  );
  await expect(reading([{ id: 'a', answer: 'D', options: 3 }], {}, choice)).rejects.toThrow(/gold answer "D"/);
});
