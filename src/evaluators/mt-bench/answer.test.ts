import { expect, test } from 'vitest';
import { isJudge, judge, model, play, sessions, turnIn } from './fixtures.ts';

test('answers are asked for in order, with the own answers in the history and the temperature of the category', async () => {
  const { questions } = await play({
    rows: sessions(2),
    models: [model('m')],
    script: (question) => `right ${turnIn(question)}`,
  });
  const third = questions.find(({ task }) => task === 'answer of m to s0, turn 3')!;
  expect(third.messages.map(({ role, content }) => [role, content])).toEqual([
    ['user', 'question 1 of s0'],
    ['assistant', 'right 1'],
    ['user', 'question 2 of s0'],
    ['assistant', 'right 2'],
    ['user', 'question 3 of s0'],
  ]);
  expect(third.model).toMatchObject({ temperature: 0, maxTokens: 1024 });
  expect(questions.find(({ task }) => task.includes('to s1'))!.model.temperature).toBe(0.7);
});

test.each([
  [{ temperatures: { math: 0.3 } }, { temperature: 0.9 }, 0.3, 0.9],
  [{}, { temperature: 0.9 }, 0.9, 0.9],
  [{ temperatures: 'own' }, {}, undefined, undefined],
])('temperatures of %j with a model of %j', async (config, own, math, writing) => {
  const { questions } = await play({ config, rows: sessions(2), models: [model('m', own)], script: () => 'right' });
  expect(questions[0]!.model.temperature).toBe(math);
  expect(questions.find(({ task }) => task.includes('to s1'))!.model.temperature).toBe(writing);
});

test('a turn that fails for good is marked, and the later ones are neither asked nor judged', async () => {
  const { questions, scores, rated, statistic } = await play({
    config: judge,
    rows: sessions(2),
    models: [model('m')],
    script: (question) => {
      if (isJudge(question)) return 'Context: [[none]] Rating: [[8]]';
      return question.task.includes('s0, turn 3')
        ? ({ status: 'failed', reason: 'rejected', message: 'no' } as never)
        : 'right';
    },
  });
  expect(rated('answer-words').slice(0, 8)).toEqual(
    [1, 2]
      .map((t): unknown[] => ['s0', t, 1])
      .concat(
        [['s0', 3, 'failed']],
        [4, 5, 6, 7, 8].map((t) => ['s0', t, 'not-asked']),
      ),
  );
  expect(rated('grade').slice(0, 5)).toEqual([
    ['s0', 1, 8],
    ['s0', 2, 8],
    ['s0', 3, 'no-output'],
    ['s0', 4, 'not-asked'],
    ['s0', 5, 'not-asked'],
  ]);
  expect(rated('check:contains#1').slice(2, 4)).toEqual([
    ['s0', 3, 'no-output'],
    ['s0', 4, 'not-asked'],
  ]);
  expect(questions).toHaveLength(3 + 2 + 8 * 2);
  expect(scores.filter(({ criterion }) => criterion === 'grade')).toHaveLength(16);
  expect(statistic('grade', 'coverage')).toBe(10 / 16);
});

test('answers that the token limit cut off and empty ones are answers, and are told', async () => {
  const { rated, questions, warnings } = await play({
    config: judge,
    rows: sessions(10),
    models: [model('m'), model('n'), model('o')],
    script: (question) => {
      if (isJudge(question)) return 'Context: [[none]] Rating: [[8]]';
      const late = turnIn(question) === 8;
      if (question.model.name === 'n') return late ? ' \n' : 'right';
      const cut = (text: string) => ({ status: 'answered', reply: { text, finish: 'length', seconds: 0 } }) as never;
      if (question.model.name === 'm' && late) return question.task.includes('s0') ? cut('') : cut('right, but');
      return 'right';
    },
  });
  expect(questions.filter(isJudge)).toHaveLength(3 * 10 * 8);
  expect(rated('check:contains#1').slice(6, 8)).toEqual([
    ['s0', 7, 1],
    ['s0', 8, 0],
  ]);
  expect(warnings[0]).toBe(
    'Answers are not whole, and were checked and judged as they are: 10 cut off (1 of them before they began) of 80 of "m"; 10 empty of 80 of "n". `maxTokens` gives them room; a model that reasons needs it for its reasoning as well.',
  );
});

test('one answer in more than a hundred that is not whole is not worth a note', async () => {
  const { warnings } = await play({
    rows: sessions(13),
    models: [model('m')],
    script: ({ task }) => (task.includes('s0, turn 8') ? '' : 'right'),
  });
  expect(warnings).toEqual([]);
});

test('an empty answer is no empty message in the history, and is judged as it is', async () => {
  const { questions, rated } = await play({
    config: judge,
    rows: sessions(1),
    models: [model('m')],
    script: (question) => {
      if (isJudge(question)) return 'Context: [[none]] Rating: [[1]]';
      return turnIn(question) === 2 ? '\n' : 'right';
    },
  });
  const third = questions.find(({ task }) => task === 'answer of m to s0, turn 3')!;
  expect(third.messages.map(({ content }) => content)).toEqual([
    'question 1 of s0',
    'right',
    'question 2 of s0',
    '(no answer)',
    'question 3 of s0',
  ]);
  expect(rated('answer-words').slice(0, 3)).toEqual([
    ['s0', 1, 1],
    ['s0', 2, 0],
    ['s0', 3, 1],
  ]);
  const judged = questions.find((question) => isJudge(question) && turnIn(question) === 2)!;
  expect(judged.messages[0]!.content).not.toContain('(no answer)');
});
