import { expect, test } from 'vitest';
import { isJudge, judge, model, play, sessions } from '../fixtures.ts';

test('context ablation: what the model gains from the conversation', async () => {
  const { statistic, questions } = await play({
    config: { ...judge, ablation: true },
    rows: sessions(3),
    models: [model('m')],
    script: (question) => {
      const without = question.task.includes('without history');
      if (!isJudge(question)) return without ? 'wrong' : 'right';
      return without ? 'Context: [[neglect, turn 1]] Rating: [[3]]' : 'Context: [[none]] Rating: [[8]]';
    },
  });
  expect(statistic('grade', 'context_gain')).toBe(5);
  expect(statistic('grade', 'context_gain[turn=2]')).toBe(5);
  expect(statistic('grade', 'context_gain[turn=1]')).toBeUndefined();
  expect(statistic('checks', 'context_gain')).toBe(1);
  expect(statistic('context-error', 'context_gain')).toBe(1);
  expect(statistic('grade', 'mean')).toBe(8);
  const alone = questions.find(({ task }) => task === 'answer of m to s0, turn 2, without history')!;
  expect(alone.messages).toEqual([{ role: 'user', content: 'question 2 of s0' }]);
});
