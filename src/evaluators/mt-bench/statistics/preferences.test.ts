import { expect, test } from 'vitest';
import type { Question } from '../../../model/ask.ts';
import { isJudge, judge, model, play, sessions } from '../scripted.ts';

/** Who wins is told by the answers; the judge `judge first` prefers what is shown first. */
const script = (question: Question) => {
  if (!isJudge(question)) return question.model.name === 'strong' ? 'right, and longer' : 'right';
  if (question.model.name === 'judge first') return '[[A]]';
  return question.messages[0]!.content.indexOf('right, and longer') <
    question.messages[0]!.content.indexOf('conversation of assistant B')
    ? '[[A]]'
    : '[[B]]';
};

test('against a baseline: both orders, win rates with intervals', async () => {
  const { statistic, statistics, questions, rated } = await play({
    config: { ...judge, mode: 'pairwise', baseline: 'base' },
    rows: sessions(3),
    models: [model('base'), model('strong')],
    script,
  });
  expect(questions.filter(isJudge)).toHaveLength(3 * 8 * 2);
  expect(rated('preference:base').slice(0, 2)).toEqual([
    ['s0', 1, 1],
    ['s0', 1, 1],
  ]);
  expect(statistic('preference', 'win_rate[against=base]', 'strong')).toBe(1);
  expect(statistic('preference', 'adjusted_win_rate[turn=8]', 'strong')).toBe(1);
  expect(statistic('preference', 'adjusted_win_rate', 'base')).toBeUndefined();
  expect(statistic('preference', 'order_consistency')).toBe(1);
  expect(statistic('preference', 'longer_win_rate')).toBe(1);
  expect(statistics.find((each) => each.statistic === 'win_rate')).toMatchObject({
    // 3 / (3 + z²) of three sessions that are each of one kind; z is the quantile of t(2), by its expansion.
    low: expect.closeTo(0.147, 3),
    high: 1,
    n: 24,
  });
});

test('where the orders disagree it is a tie, and the bias is reported', async () => {
  const { statistic, scores, warnings } = await play({
    config: { judge: { model: 'judge first' }, mode: 'pairwise-all' },
    rows: sessions(2),
    models: [model('a'), model('b'), model('strong')],
    script,
  });
  expect(statistic('preference', 'tie_rate', 'a')).toBe(1);
  expect(statistic('preference', 'adjusted_win_rate[against=strong]', 'a')).toBe(0.5);
  expect(statistic('preference', 'first_position_bias')).toBe(1);
  expect(scores.filter(({ criterion }) => criterion.startsWith('preference:'))).toHaveLength(3 * 2 * 16);
  expect(warnings[0]).toContain('0% of comparisons');
});

test('every model is seen from its own side', async () => {
  const { statistic } = await play({
    config: { ...judge, mode: 'pairwise-all' },
    rows: sessions(2),
    models: [model('weak'), model('strong')],
    script,
  });
  expect(statistic('preference', 'win_rate', 'strong')).toBe(1);
  expect(statistic('preference', 'loss_rate[against=strong]', 'weak')).toBe(1);
  expect(statistic('preference', 'adjusted_win_rate[length=shorter]', 'weak')).toBe(0);
});

test('judges that disagree', async () => {
  const { statistic } = await play({
    config: { judges: [{ model: 'judge' }, { model: 'judge first' }], mode: 'pairwise-all' },
    rows: sessions(2),
    models: [model('weak'), model('strong')],
    script,
  });
  expect(statistic('preference', 'judge_agreement')).toBe(0);
  expect(statistic('preference', 'judge_agreement[without=ties]')).toBeUndefined();
  expect(statistic('preference', 'order_consistency[judge=judge first]')).toBe(0);
  expect(statistic('preference', 'adjusted_win_rate', 'strong')).toBe(0.75);
});
