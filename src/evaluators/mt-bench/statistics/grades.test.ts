import { expect, test } from 'vitest';
import { random } from '../../../stats/random.ts';
import { isJudge, model, play, sessions, turnIn } from '../fixtures.ts';

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

test('judges that repeat themselves agree with themselves, whichever of them is read', async () => {
  const { statistics } = await play({
    config: { judges: [{ model: 'judge a' }, { model: 'judge b' }], repeats: 3, asks: 1, contextErrors: false },
    rows: sessions(4),
    models: [model('m')],
    script: (question) => {
      if (!isJudge(question)) return 'right';
      const turn = turnIn(question);
      if (question.model.name === 'judge a') return `Rating: [[${(turn % 4) + 1}]]`;
      // Its level is another. It is read in none of the repeats of turn 1, in one of turn 2, in two of the others.
      const isRead = turn === 2 ? question.task.endsWith('repeat 0') : turn > 2 && !question.task.endsWith('repeat 2');
      return isRead ? `Rating: [[${(turn % 4) + 6}]]` : 'Hm.';
    },
  });
  const agreement = (name: string) => statistics.find(({ statistic }) => statistic === name);
  // Of 32 answers, by the first judge 32 have several repeats, by the second those to turns 3 to 8.
  expect(agreement('repeat_agreement')).toMatchObject({ value: 1, n: 32 + 24 });
  expect(agreement('judge_agreement')).toMatchObject({ n: 28 });
});

test('what judges differ by is no agreement of each with itself', async () => {
  const { int } = random('noise');
  const { statistic } = await play({
    config: { judges: [{ model: 'judge a' }, { model: 'judge b' }], repeats: 4, contextErrors: false },
    rows: sessions(6),
    models: [model('m')],
    script: (question) => {
      if (!isJudge(question)) return 'right';
      return `Rating: [[${int(2) + (question.model.name === 'judge a' ? 1 : 9)}]]`;
    },
  });
  expect(Math.abs(statistic('grade', 'repeat_agreement')!)).toBeLessThan(0.15);
});
