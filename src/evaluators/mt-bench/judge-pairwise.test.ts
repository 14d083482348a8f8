import { expect, test } from 'vitest';
import { isJudge, judge, model, play, sessions } from './fixtures.ts';

test('a verdict that cannot be read leaves the comparison unscored', async () => {
  const { scores, questions } = await play({
    config: { ...judge, mode: 'pairwise-all', asks: 2 },
    rows: sessions(1),
    models: [model('weak'), model('strong')],
    script: (question) => (isJudge(question) ? 'Both.' : 'right'),
  });
  expect(questions.filter(isJudge)).toHaveLength(8 * 2 * 2);
  expect(scores.find(({ criterion }) => criterion === 'preference:strong')).toMatchObject({
    status: 'unreadable',
    ratings: 0,
  });
});
