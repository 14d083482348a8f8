import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Question } from '../../model/ask.ts';
import { bareName } from '../bare-name.ts';
import { failsLate, isJudge, judge, model, play, sessions, turnIn } from './fixtures.ts';
import { mtBench } from './mt-bench.ts';

test('the errors, checks, depth curve and cascade come out as scripted', async () => {
  const { statistic, scores, rated, questions } = await play({
    config: judge,
    rows: sessions(20),
    models: [model('m')],
    script: failsLate,
  });
  const curve = Array.from({ length: 8 }, (_, t) => statistic('grade', `mean[turn=${t + 1}]`));
  expect(curve).toEqual([9, 8, 7, 6, 2, 3, 3, 2]);
  expect(statistic('grade', 'mean')).toBe(5);
  expect(statistic('grade', 'slope_over_turns')).toBeCloseTo(-45 / 42);
  expect(statistic('grade', 'coverage')).toBe(1);
  expect(statistic('grade', 'mean[category=math]')).toBe(5);
  expect(statistic('context-error', 'neglect_rate[turn=5]')).toBe(1);
  expect(statistic('context-error', 'hallucination_rate[turn=6]')).toBe(1);
  expect(statistic('context-error', 'misunderstanding_rate')).toBe(0);
  expect(statistic('context-error', 'error_rate')).toBeCloseTo(2 / 7);
  expect(statistic('context-error', 'mean_distance')).toBe((3 + 5) / 2);
  expect(statistic('checks', 'pass_rate')).toBe(6 / 8);
  expect(statistic('checks', 'pass_rate[turn=5]')).toBe(0);
  expect(statistic('checks', 'pass_rate[type=contains]')).toBe(6 / 8);
  // Turns 5 to 8 fail: by grade, by check and by context error.
  expect(statistic('failure', 'rate')).toBe(0.5);
  expect(statistic('failure', 'rate[previous=failed]')).toBe(1);
  expect(statistic('failure', 'rate[previous=passed]')).toBe(1 / 4);
  expect(statistic('failure', 'cascade[by=order]')).toBe(3 / 4);
  expect(statistic('failure', 'cascade[by=dependency]')).toBe(3 / 4);
  expect(rated('context-error').slice(0, 7)).toEqual(
    [2, 3, 4, 5, 6, 7, 8].map((turn) => ['s0', turn, { 5: 'neglect', 6: 'hallucination' }[turn] ?? 'none']),
  );
  expect(rated('context-error-turn').slice(0, 2)).toEqual([
    ['s0', 5, 2],
    ['s0', 6, 1],
  ]);
  // One call a turn and one a judgement: the context error costs none of its own.
  expect(questions).toHaveLength(20 * 8 * 2);
  expect(scores.every(({ status }) => status === 'ok')).toBe(true);
});

test('names every statistic that a run may have, and no other', async () => {
  const script = (question: Question) => {
    const turn = turnIn(question);
    if (!isJudge(question)) return question.model.name === 'n' && turn < 7 ? 'right, and longer' : failsLate(question);
    if (question.model.name === 'judge b' && turn % 2 === 0) return `Context: [[none]] Rating: [[${turn}]] [[A]]`;
    const { content } = question.messages.at(-1)!;
    const better = content.indexOf('and longer') < content.indexOf('conversation of assistant B') ? 'A' : 'B';
    return `Context: [[neglect, turn 1]] Rating: [[${turn}]] [[${turn === 3 ? 'C' : better}]]`;
  };
  const judges = { judges: [{ model: 'judge a' }, { model: 'judge b' }], repeats: 2, ablation: true };
  const seen = new Set<string>();
  const named = new Set<string>();
  for (const config of [judges, { ...judges, mode: 'pairwise-all' }, {}]) {
    const { statistics, inputs } = await play({ config, rows: sessions(3), models: [model('m'), model('n')], script });
    const possible = mtBench.statistics(inputs.config);
    for (const [criterion, names] of possible) for (const name of names) named.add(`${criterion} ${name}`);
    for (const { criterion, statistic } of statistics) {
      const name = bareName(statistic);
      expect(possible.get(criterion), criterion).toContain(name);
      seen.add(`${criterion} ${name}`);
    }
  }
  expect([...seen].sort()).toEqual([...named].sort());
});

describe('mistakes are told before anything is asked', () => {
  const rows = sessions(1);
  test.each([
    [{ rows, models: [] }, /nothing to evaluate/],
    [{ rows: [{ question_id: 1, category: 'math', turns: ['x'] }], models: [model('m')] }, /nothing to judge by/],
    [
      { rows, models: [model('m')], config: { ...judge, mode: 'pairwise', baseline: 'n' } },
      /baseline "n" is none of the models: "m"/,
    ],
    [{ rows, models: [model('m')], config: { ...judge, mode: 'pairwise-all' } }, /at least two/],
    [{ rows, models: [model('m')], config: { mode: 'pairwise', baseline: 'm' } }, /without a `judge`/],
    [
      {
        rows,
        models: [model('m')],
        config: { ...judge, prompts: { single: 'p.hbs' } },
        files: { 'p.hbs': '{{nothing}}' },
      },
      /"nothing" not defined/,
    ],
    [
      {
        rows,
        models: [model('m')],
        config: { ...judge, prompts: { single: 'p.hbs' } },
        files: { 'p.hbs': 'Grade what was said to {{user}}' },
      },
      /^p\.hbs: the prompt does not show the answer/,
    ],
    [
      {
        rows,
        models: [model('m'), model('n')],
        config: { ...judge, mode: 'pairwise-all', prompts: { pairwise: 'p.hbs' } },
        files: { 'p.hbs': 'Compare {{answerA}} with the other.' },
      },
      /^p\.hbs: the prompt does not show both answers/,
    ],
    [{ rows: [{ id: 'a', turns: [] }], models: [model('m')] }, /data.jsonl:1: a session needs "turns"/],
    [{ rows: [...rows, ...rows], models: [model('m')] }, /used before, at data.jsonl:1/],
    [
      { rows: [{ id: 'a', turns: [{ user: 'x', dependson: [1] }] }], models: [model('m')] },
      /turn 1: unknown key `dependson`; did you mean `depends_on`/,
    ],
    [
      { rows: [{ id: 'a', turns: [{ user: 'x', depends_on: [1] }] }], models: [model('m')] },
      /turn 1: depends_on names turn 1/,
    ],
    [
      {
        rows: [{ id: 'a', turns: ['x', { user: 'y', checks: [{ type: 'same-as', turn: 1 }] }] }],
        models: [model('m')],
      },
      /asks nothing/,
    ],
    [
      { rows: [{ id: 'a', turns: [{ user: 'x', checks: [{ type: 'regex', pattern: '(' }] }] }], models: [model('m')] },
      /check 1: `pattern` .*regular expression/,
    ],
  ])('%#', async (given, message) => {
    await expect(play(given as Parameters<typeof play>[0])).rejects.toThrow(message);
  });
});

test('whatever a judge replies, every turn has its rows and no statistic is out of range', async () => {
  const reply = fc.constantFrom(
    'Rating: [[3]]',
    'Rating: [[12]]',
    '',
    'Context: [[neglect, turn 1]]\nRating: [[6]]',
    'Context: [[none]] Rating: [[9]]',
    '[[[',
    'right',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(reply, { minLength: 5, maxLength: 20 }), async (replies) => {
      let next = 0;
      const { scores, statistics } = await play({
        config: judge,
        rows: sessions(2),
        models: [model('m')],
        script: () => replies[next++ % replies.length]!,
      });
      expect(scores.filter(({ criterion }) => criterion === 'grade')).toHaveLength(16);
      expect(scores.filter(({ criterion }) => criterion === 'failure')).toHaveLength(16);
      for (const { statistic, value, low = value, high = value } of statistics) {
        expect(Number.isFinite(value)).toBe(true);
        expect(low).toBeLessThanOrEqual(high);
        if (/rate|coverage/.test(statistic)) expect(value >= 0 && value <= 1).toBe(true);
      }
    }),
    { numRuns: 15 },
  );
});
