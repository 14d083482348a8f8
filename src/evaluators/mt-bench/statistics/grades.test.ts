import { expect, test } from 'vitest';
import { isJudge, model, play, sessions, turnIn } from '../scripted.ts';

test('several judges and repeats: means of judges, agreement', async () => {
  const { statistic, scores } = await play({
    config: { judges: [{ model: 'judge a' }, { model: 'judge b' }], repeats: 2 },
    rows: sessions(6),
    models: [model('m')],
    script: (question) => {
      if (!isJudge(question)) return 'right';
      const better = question.model.name === 'judge b' ? 1 : 0;
      const kind = better === 1 && turnIn(question) === 2 ? 'neglect, turn 1' : 'none';
      return `Context: [[${kind}]] Rating: [[${turnIn(question) + better}]]`;
    },
  });
  expect(scores.find(({ criterion }) => criterion === 'grade')).toMatchObject({ score: 1.5, ratings: 4 });
  expect(statistic('grade', 'mean[judge=judge b]')).toBe(5.5);
  expect(statistic('grade', 'judge_agreement')).toBeGreaterThan(0.9);
  expect(statistic('grade', 'repeat_agreement')).toBe(1);
  expect(statistic('context-error', 'judge_agreement')).toBeCloseTo(6 / 7);
  expect(statistic('context-error', 'error_rate[turn=2]')).toBe(0.5);
});
