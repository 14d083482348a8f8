import { describe, expect, test } from 'vitest';
import { toRequest } from '../../model/ask.ts';
import { collected, inputsOf, items, model } from './fixtures.ts';

describe('asking models', () => {
  test('every item, model and sample once, in one order, whatever order replies come in', async () => {
    const models = [model('x'), model('y', { backend: 'other' }), model('z')];
    const inputs = inputsOf({ samples: 3, extraction: { type: 'number' } }, { items: items(4) }, models);
    const { ratings, questions } = await collected(
      inputs,
      ({ model: { name }, repetition }) => `${name} says ${repetition}`,
    );
    expect(ratings.map(({ model: name, sample, round, rating }) => [name, sample, round, rating])).toEqual(
      ['x', 'y', 'z'].flatMap((name) =>
        ['q000', 'q001', 'q002', 'q003'].flatMap((id) => [0, 1, 2].map((round) => [name, id, round, round])),
      ),
    );
    expect(new Set(questions.map(({ task }) => task)).size).toBe(36);
    expect(questions[0]!.messages).toEqual([{ role: 'user', content: 'question 0' }]);
  });

  test("seeds count up from the model's or the run's; a model may have none; so with temperature", async () => {
    const models = [model('x'), model('y', { seed: 7, temperature: 0 }), model('z', { seed: null })];
    const inputs = inputsOf({ samples: 2, extraction: { type: 'text' } }, { items: items(1) }, models, 40);
    const { questions } = await collected(inputs, () => 'same');
    const sent = Object.fromEntries(
      ['x', 'y', 'z'].map((name) => [
        name,
        questions
          .filter((question) => question.model.name === name)
          .map(toRequest)
          .map(({ seed, temperature }) => [seed, temperature]),
      ]),
    );
    expect(sent).toEqual({
      x: [
        [40, 0.5],
        [41, 0.5],
      ],
      y: [
        [7, 0],
        [8, 0],
      ],
      z: [
        [undefined, 0.5],
        [undefined, 0.5],
      ],
    });
  });

  test('what can not be read is a result, and not asked again', async () => {
    const inputs = inputsOf({ samples: 1, extraction: { type: 'number' } }, { items: items(5) }, [model('x')]);
    const replies = [
      'it is 5',
      'no idea',
      { text: 'step 1', finish: 'length' },
      { text: '', finish: 'filtered' },
      'FAILED',
    ] as const;
    const { ratings, questions } = await collected(inputs, ({ task }) => replies[Number(/q00(\d)/.exec(task)![1])]!);
    expect(ratings.map(({ status }) => status)).toEqual(['ok', 'unreadable', 'truncated', 'filtered', 'failed']);
    expect(questions).toHaveLength(5);
  });

  test('of a reply that was cut off, an answer in a form of its own counts', async () => {
    const inputs = inputsOf({ samples: 1, extraction: { type: 'set' } }, { items: items(1) }, [model('x')]);
    const { ratings } = await collected(inputs, () => ({ text: '##[AC]## Sample 2: What', finish: 'length' }));
    expect(ratings).toMatchObject([{ rating: 'AC', status: 'ok' }]);
  });
});
