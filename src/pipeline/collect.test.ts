import { expect, test } from 'vitest';
import { Interrupted, RunFailed } from '../errors.ts';
import type { Job, Rating } from '../evaluators/evaluator.ts';
import type { Question } from '../model/ask.ts';
import { settleAll } from '../settle-all.ts';
import { collect } from './collect.ts';
import { Totals } from './totals.ts';

const model = { name: 'm', model: 'm', backend: 'b' };
const question = (task: string): Question => ({ model, task, messages: [], repetition: 0, ask: 0, expectedTokens: 1 });

test('a rating that the disk does not take ends the asking, also what is asked beside it', async () => {
  const stopping = new AbortController();
  const asked: string[] = [];
  const models = {
    concurrency: 1,
    ask: async ({ task }: Question) => {
      if (stopping.signal.aborted) throw new Interrupted();
      asked.push(task);
      return { outcome: { status: 'planned', key: '', task, model }, held: false };
    },
  };
  const evaluator = {
    collect: async ({ ask, emit }: Job<unknown, unknown>) => {
      const rated = async () => {
        await ask(question('first'));
        emit([{} as Rating], []);
      };
      const beside = async () => {
        for (let i = 0; i < 20; i += 1) await ask(question(`beside ${i}`));
      };
      await settleAll([rated(), beside()]);
    },
  };
  const folder = {
    addRating: () => {
      throw new RunFailed('ratings.csv: the disk is full');
    },
  };
  const observer = { askedAgain: () => {}, outcome: () => {} };
  const collected = await collect(
    { evaluator, inputs: {} } as never,
    { models, totals: new Totals() } as never,
    folder as never,
    { observer, secrets: [] },
    stopping,
  );
  expect(collected).toMatchObject({ state: 'failed', reason: 'ratings.csv: the disk is full' });
  expect(asked.length).toBeLessThan(10);
});
