import { describe, expect, test } from 'vitest';
import type { Question } from '../../model/ask.ts';
import { model, play } from './fixtures.ts';

const jsonl = (rows: object[]) => rows.map((row) => JSON.stringify(row)).join('\n');
const answer = (question_id: number, model_id: string, ...turns: string[]) => ({
  question_id,
  model_id,
  answer_id: 'x',
  choices: [{ index: 0, turns }],
  tstamp: 1,
});

/** Rows of a question.jsonl. */
const questions = [
  { question_id: 81, category: 'writing', turns: ['Write.', 'Shorter.'] },
  { question_id: 111, category: 'math', turns: ['1 + 1?', 'Plus 1?'], reference: ['2', '3'] },
];

/** Rows of a judge_prompts.jsonl, with wording of our own. */
const block = (who: string, a: string) =>
  `<${who}>\n\n### User:\n{question_1}\n\n### ${who}:\n{${a}_1}\n\n### User:\n{question_2}\n\n### ${who}:\n{${a}_2}\n\n</${who}>`;
const prompts = [
  { name: 'single', type: 'single', system_prompt: 'Judge.', prompt_template: 'Q {question} A {answer} {{"json": 1}}' },
  {
    name: 'single-math',
    type: 'single',
    system_prompt: 'Judge.',
    prompt_template: 'Q {question} R {ref_answer_1} A {answer}',
  },
  {
    name: 'single-multi',
    type: 'single',
    system_prompt: 'Focus on the second user question.',
    prompt_template: block('A', 'answer'),
  },
  {
    name: 'single-math-multi',
    type: 'single',
    system_prompt: 'Focus on the second question.',
    prompt_template: `${block('R', 'ref_answer')}\n${block('A', 'answer')}`,
  },
  {
    name: 'pair',
    type: 'pairwise',
    system_prompt: 'Compare.',
    prompt_template: 'Q {question} A {answer_a} B {answer_b}',
  },
  {
    name: 'pair-multi',
    type: 'pairwise',
    system_prompt: 'Compare.',
    prompt_template: `${block('A', 'answer_a')}\n${block('B', 'answer_b')}`,
  },
];
const judge = { judge: { model: 'judge' }, judgePrompts: 'prompts.jsonl' };
const files = { 'prompts.jsonl': jsonl(prompts) };
const asked = (all: readonly Question[], task: string) =>
  all.find((question) => question.task.includes(task))!.messages;

describe('answers that exist already', () => {
  test('are judged without being asked for; the later of two lines counts; $ERROR$ is no answer', async () => {
    const {
      questions: all,
      rated,
      statistic,
    } = await play({
      config: { judge: { model: 'judge' }, answers: ['a.jsonl', 'b.jsonl'], contextErrors: false },
      files: {
        'a.jsonl': jsonl([
          answer(81, 'old', 'no', 'no'),
          answer(111, 'old', '2', '$ERROR$'),
          answer(81, 'old', 'A poem.', 'Po.'),
        ]),
        'b.jsonl': jsonl([answer(81, 'other', 'X', 'Y')]),
      },
      rows: questions,
      script: () => '[[8]]',
    });
    expect(all.map(({ task }) => task)).toEqual([
      'judge on old, 81, turn 1, repeat 0',
      'judge on old, 81, turn 2, repeat 0',
      'judge on old, 111, turn 1, repeat 0',
      'judge on other, 81, turn 1, repeat 0',
      'judge on other, 81, turn 2, repeat 0',
    ]);
    expect(all[1]!.messages[0]!.content).toContain('A poem.');
    expect(rated('grade')).toEqual([
      ...[
        ['81', 1, 8],
        ['81', 2, 8],
        ['111', 1, 8],
        ['111', 2, 'no-output'],
      ],
      ...[
        ['81', 1, 8],
        ['81', 2, 8],
        ['111', 1, 'no-output'],
        ['111', 2, 'not-asked'],
      ],
    ]);
    expect(statistic('grade', 'coverage', 'other')).toBe(0.5);
  });

  test('can be compared with those of a model that is asked', async () => {
    const { statistic } = await play({
      config: { judge: { model: 'judge' }, mode: 'pairwise', baseline: 'old', answers: 'a.jsonl' },
      files: { 'a.jsonl': jsonl([answer(81, 'old', 'a', 'b'), answer(111, 'old', 'c', 'd')]) },
      rows: questions,
      models: [model('new')],
      script: ({ task }) => (task.startsWith('judge') ? '[[C]]' : 'an answer'),
    });
    expect(statistic('preference', 'tie_rate[against=old]', 'new')).toBe(1);
  });

  test.each([
    [{ models: [model('old')] }, /"old" is to be asked, but has answers/],
    [{ files: { 'a.jsonl': '{' } }, /a.jsonl:1: this line is not JSON/],
    [
      { files: { 'a.jsonl': '{"question_id": 1}' } },
      /^a.jsonl:1: not an answer of FastChat: `model_id` is missing; it must be a text$/,
    ],
    [
      { files: { 'a.jsonl': '{"question_id": 1}\n{\n[]\n' } },
      /^a.jsonl:1: not .*\n\na.jsonl:2: this line is not JSON .*\n\na.jsonl:3: a row must be a mapping/,
    ],
    [{ files: { 'a.jsonl': jsonl([answer(7, 'old', 'a')]) } }, /none of the sessions/],
  ])('mistakes %#', async (more, message) => {
    const common = {
      config: { judge: { model: 'judge' }, answers: 'a.jsonl' },
      files: { 'a.jsonl': jsonl([answer(81, 'old', 'a', 'b')]) },
      rows: questions,
    };
    await expect(play({ ...common, ...more })).rejects.toThrow(message);
  });
});

test('reference answers come from the question or from a file, which goes first', async () => {
  const { questions: all } = await play({
    config: { judge: { model: 'judge' }, references: 'r.jsonl' },
    files: { 'r.jsonl': jsonl([answer(111, 'gpt-4', 'two', 'three')]) },
    rows: [...questions, { question_id: 112, category: 'math', turns: ['2 + 2?'], reference: ['four'] }],
    models: [model('m')],
    script: () => '[[8]] [[none]]',
  });
  const shown = (task: string) => /Reference for turn \d\n(.*)\n/.exec(asked(all, task)[0]!.content)?.[1];
  expect(shown('judge on m, 111, turn 2')).toBe('three');
  expect(shown('judge on m, 112, turn 1')).toBe('four');
  expect(shown('judge on m, 81, turn 1')).toBeUndefined();
});

describe('published prompts', () => {
  test('are filled in as FastChat does it', async () => {
    const { questions: all, rated } = await play({
      config: judge,
      files,
      rows: questions,
      models: [model('m')],
      script: ({ task }) => (task.startsWith('judge') ? '[[8]]' : '{answer_a}'),
    });
    expect(asked(all, 'judge on m, 81, turn 1')).toEqual([
      { role: 'system', content: 'Judge.' },
      { role: 'user', content: 'Q Write. A {answer_a} {"json": 1}' },
    ]);
    expect(asked(all, 'judge on m, 111, turn 1')[1]!.content).toBe('Q 1 + 1? R 2 A {answer_a}');
    expect(asked(all, 'judge on m, 111, turn 2')).toEqual([
      { role: 'system', content: 'Focus on the second question.' },
      {
        role: 'user',
        content:
          '<R>\n\n### User:\n1 + 1?\n\n### R:\n2\n\n### User:\nPlus 1?\n\n### R:\n3\n\n</R>\n' +
          '<A>\n\n### User:\n1 + 1?\n\n### A:\n{answer_a}\n\n### User:\nPlus 1?\n\n### A:\n{answer_a}\n\n</A>',
      },
    ]);
    expect(rated('context-error')).toEqual([]);
  });

  test('repeat the block of a turn for longer sessions, and name the turn that is meant', async () => {
    const rows = [{ question_id: 1, category: 'writing', turns: ['q1', 'q2', 'q3', 'q4'] }];
    const { questions: all } = await play({
      config: judge,
      files,
      rows,
      models: [model('m')],
      script: ({ task }) => (task.startsWith('judge') ? '[[8]]' : `a${task.at(-1)}`),
    });
    expect(asked(all, 'judge on m, 1, turn 4')).toEqual([
      { role: 'system', content: 'Focus on the fourth user question.' },
      {
        role: 'user',
        content: `<A>\n\n${[1, 2, 3, 4].map((t) => `### User:\nq${t}\n\n### A:\na${t}\n\n`).join('')}</A>`,
      },
    ]);
  });

  test('of pairs too; context errors have a call of their own', async () => {
    const { questions: all } = await play({
      config: { ...judge, mode: 'pairwise-all', contextErrors: true },
      files,
      rows: questions.slice(0, 1),
      models: [model('m'), model('n')],
      script: ({ task }) =>
        task.includes('context') ? '[[none]]' : task.startsWith('judge') ? '[[A]]' : `a${task.at(-1)}`,
    });
    expect(asked(all, 'm against n, 81, turn 1, repeat 0, second')[1]!.content).toBe('Q Write. A a1 B a1');
    expect(all.filter(({ task }) => task.endsWith('context error'))).toHaveLength(2);
  });

  test('a prompt that is missing is told', async () => {
    const config = { ...judge, mode: 'pairwise-all' };
    await expect(play({ config, files, rows: questions, models: [model('m'), model('n')] })).rejects.toThrow(
      /no pairwise prompt for first turns with a reference/,
    );
  });
});
