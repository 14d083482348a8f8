import { expect, test } from 'vitest';
import { Interrupted } from '../errors.ts';
import type { Outcome, Question } from '../model/ask.ts';
import type { LoadedInputs } from './inputs.ts';
import { planRun } from './plan.ts';
import { Rehearsal } from './rehearsal.ts';

const model = { name: 'm', model: 'm', backend: 'default' };
const question = (i: number): Question => ({
  model,
  task: `task ${i}`,
  messages: [{ role: 'user', content: 'x'.repeat(i % 7) }],
  repetition: 0,
  ask: 0,
  expectedTokens: 10,
});

/** An evaluator that asks so many questions, and emits a rating for each. */
function asking(count: number): Pick<LoadedInputs, 'evaluator' | 'inputs'> {
  const collect: LoadedInputs['evaluator']['collect'] = async ({ ask, emit }) => {
    for (let i = 0; i < count; i += 1) {
      const outcome = await ask(question(i));
      const rating = {
        judge: 'm',
        model: '',
        sample: String(i),
        criterion: 'c',
        status: 'ok',
        call: outcome.key,
      } as const;
      emit([rating], [outcome]);
    }
  };
  return { evaluator: { collect }, inputs: {} } as unknown as LoadedInputs;
}

/** A recording that holds the replies to all tasks but these. */
const without =
  (...missing: string[]) =>
  ({ task, model }: Question): { outcome: Outcome; held: boolean } => {
    if (missing.includes(task)) return { outcome: { status: 'planned', key: '', task, model }, held: false };
    const reply = { text: 'a', finish: 'stop', usage: { promptTokens: 5, completionTokens: 2 }, seconds: 1 } as const;
    return { outcome: { status: 'answered', key: `key of ${task}`, task, model, reply }, held: true };
  };

test('a plan counts calls, those that are held, and names what is missing', async () => {
  const { models, missing } = await planRun(asking(10), without('task 3', 'task 4', 'task 8', 'task 9'));
  expect(models.get('m')).toMatchObject({ calls: 10, held: 6, characters: 3 + 4 + 1 + 2, replyTokens: 40 });
  expect(models.get('m')!.longest.task).toBe('task 6');
  expect(models.get('m')!.some.map(({ task }) => task)).toEqual(['task 0', 'task 1', 'task 2', 'task 4', 'task 7']);
  expect(missing).toEqual(['task 3', 'task 4', 'task 8']);
});

test('a plan tells what is asked on top, again or for what a reply left out', async () => {
  const [first, again, rest] = [question(1), { ...question(1), ask: 1 }, { ...question(2), followsUp: true }];
  const collect: LoadedInputs['evaluator']['collect'] = async ({ ask }) => {
    for (const each of [first, again, rest]) await ask(each);
  };
  const plan = await planRun({ evaluator: { collect }, inputs: {} } as unknown as LoadedInputs, without());
  expect(plan.again).toBe(2);
  expect(plan.models.get('m')!.calls).toBe(3);
});

test('a plan that finds everything recorded was the run', async () => {
  const rehearsal = new Rehearsal();
  await planRun(asking(3), without(), rehearsal);
  expect(rehearsal.complete).toBe(true);
  expect(rehearsal.ratings.map(({ sample, call }) => [sample, call])).toEqual([
    ['0', 'key of task 0'],
    ['1', 'key of task 1'],
    ['2', 'key of task 2'],
  ]);
  expect(rehearsal.calls.at(-1)).toEqual({ task: 'task 2', backend: 'default', key: 'key of task 2' });
  expect(rehearsal.totals.models()).toEqual({
    m: { calls: 3, held: 3, failed: 0, promptTokens: 15, completionTokens: 6 },
  });
  expect(rehearsal.totals.statistics()).toContainEqual(
    expect.objectContaining({ statistic: 'prompt_tokens', value: 15, n: 3 }),
  );
});

test.each(['task 0', 'task 1', 'task 2'])('where %s is missing, nothing of it counts', async (task) => {
  const rehearsal = new Rehearsal();
  await planRun(asking(3), without(task), rehearsal);
  expect(rehearsal).toMatchObject({ complete: false, ratings: [], calls: [] });
});

test('a long plan pauses now and then, and can be ended there', async () => {
  const pauses: number[] = [];
  await planRun(asking(2500), without(), undefined, async (questions) => {
    pauses.push(questions);
  });
  expect(pauses).toEqual([1000, 2000]);
  const ended = planRun(asking(2500), without(), undefined, async () => {
    throw new Interrupted();
  });
  await expect(ended).rejects.toBeInstanceOf(Interrupted);
});
