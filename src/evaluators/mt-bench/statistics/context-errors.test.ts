import { expect, test } from 'vitest';
import { isJudge, model, play, sessions, turnIn } from '../fixtures.ts';

test('the rates of the kinds add up to the error rate, where one judge is read less often', async () => {
  const { statistic } = await play({
    config: { judges: [{ model: 'judge a' }, { model: 'judge b' }], repeats: 2, asks: 1 },
    rows: sessions(2),
    models: [model('m')],
    script: (question) => {
      if (!isJudge(question)) return 'right';
      if (question.model.name === 'judge a') return 'Context: [[none]] Rating: [[5]]';
      const kind = turnIn(question) % 2 === 0 ? 'neglect, turn 1' : 'hallucination, turn 1';
      return question.task.includes('repeat 0') ? `Context: [[${kind}]] Rating: [[5]]` : 'Rating: [[5]]';
    },
  });
  // Of the seven turns that depend on others four are even. One of the two judges finds an error in all of them.
  expect(statistic('context-error', 'error_rate')).toBe(1 / 2);
  expect(statistic('context-error', 'neglect_rate')).toBeCloseTo(4 / 7 / 2, 12);
  expect(statistic('context-error', 'hallucination_rate')).toBeCloseTo(3 / 7 / 2, 12);
});
