import { expect, test } from 'vitest';
import type { Question } from '../../model/ask.ts';
import { isJudge, judge, model, play, sessions } from './fixtures.ts';

test('planning counts every call, and nothing is asked twice', async () => {
  const { questions } = await play({
    config: { ...judge, ablation: true, repeats: 2 },
    rows: sessions(3),
    models: [model('m'), model('n')],
  });
  const answers = 2 * 3 * (8 + 7);
  expect(questions).toHaveLength(answers + 2 * answers);
  expect(new Set(questions.map(({ task, ask }) => `${task} ${ask}`)).size).toBe(questions.length);
  const last = questions.find(({ task }) => task === 'answer of m to s0, turn 2')!;
  expect(last.messages[1]!.content).toHaveLength(4 * last.expectedTokens);
});

test('the order of the ratings depends on config and data alone', async () => {
  const script = (question: Question) => (isJudge(question) ? 'Context: [[none]] Rating: [[8]]' : 'right');
  const common = {
    config: { ...judge, ablation: true, repeats: 2 },
    rows: sessions(4),
    models: [model('m'), model('n')],
    script,
  };
  const [one, many] = [await play({ ...common, window: 1 }), await play({ ...common, window: 50 })];
  expect(many.ratings).toEqual(one.ratings);
  expect(many.statistics).toEqual(one.statistics);
});
