import { describe, expect, test } from 'vitest';
import type { Model, Outcome } from '../model/ask.ts';
import type { Usage } from '../model/chat.ts';
import { Totals } from './totals.ts';

const price = { input: 1, output: 2 };
const usage = { promptTokens: 500_000, completionTokens: 250_000 }; // a dollar at this price

const modelNamed = (name: string, over: Partial<Model> = {}): Model => ({ name, model: name, backend: 'b', ...over });

function answered(model: Model, told: Usage | undefined): Outcome {
  const reply = { text: '', finish: 'stop', seconds: 1, ...(told && { usage: told }) } as const;
  return { status: 'answered', key: 'k', task: 't', model, reply };
}

function totalsOf(...outcomes: Outcome[]) {
  const totals = new Totals();
  for (const outcome of outcomes) totals.add(outcome, false);
  totals.emitted(outcomes);
  const rows = Object.fromEntries(totals.statistics().map(({ statistic, value }) => [statistic, value]));
  return { rows, models: totals.models(), paid: totals.paid };
}

test('calls, tokens and cost are added up, in all and of each model', () => {
  const judge = modelNamed('j', { price });
  const model = modelNamed('m', { price: { input: 2, output: 4 } });
  const failed: Outcome = { status: 'failed', key: 'k', task: 't', model, reason: 'timed-out', message: '' };
  const { rows, models, paid } = totalsOf(answered(judge, usage), answered(model, usage), failed);
  expect(rows).toEqual({
    calls: 3,
    failed_calls: 1,
    prompt_tokens: 1_000_000,
    completion_tokens: 500_000,
    cost: 3,
    'calls[of=j]': 1,
    'failed_calls[of=j]': 0,
    'prompt_tokens[of=j]': 500_000,
    'completion_tokens[of=j]': 250_000,
    'cost[of=j]': 1,
    'calls[of=m]': 2,
    'failed_calls[of=m]': 1,
    'prompt_tokens[of=m]': 500_000,
    'completion_tokens[of=m]': 250_000,
    'cost[of=m]': 2,
  });
  expect(models.j).toEqual({ calls: 1, held: 0, failed: 0, ...usage, cost: 1, paid: 1 });
  expect(paid).toBe(3);
});

describe('what is known in part only is no total:', () => {
  test('tokens and cost where the server does not tell the tokens of each call', () => {
    const [j, m] = [modelNamed('j', { price }), modelNamed('m', { price })];
    for (const calls of [
      [answered(j, usage), answered(j, undefined), answered(m, usage)],
      [answered(j, undefined), answered(j, usage), answered(m, usage)],
    ]) {
      const { rows, models, paid } = totalsOf(...calls);
      expect(Object.keys(rows)).toEqual([
        'calls',
        'failed_calls',
        ...['calls', 'failed_calls'].map((name) => `${name}[of=j]`),
        ...['calls', 'failed_calls', 'prompt_tokens', 'completion_tokens', 'cost'].map((name) => `${name}[of=m]`),
      ]);
      expect(models.j).toEqual({ calls: 2, held: 0, failed: 0, ...usage, withoutUsage: 1 });
      expect(paid).toBeUndefined();
    }
  });

  test('the cost where one of the models has no price', () => {
    const { rows } = totalsOf(answered(modelNamed('j', { price }), usage), answered(modelNamed('m'), usage));
    expect(rows).not.toHaveProperty('cost');
    expect(rows).toMatchObject({ prompt_tokens: 1_000_000, 'cost[of=j]': 1 });
    expect(rows).not.toHaveProperty('cost[of=m]');
  });

  test('the cost where a model and a judge have one name, and only one of them a price', () => {
    const [judge, model] = [modelNamed('m', { price }), modelNamed('m')];
    for (const calls of [
      [judge, model, judge],
      [model, judge],
    ]) {
      const { rows, models } = totalsOf(...calls.map((each) => answered(each, usage)));
      expect(rows).not.toHaveProperty('cost');
      expect(models.m).toMatchObject({ cost: undefined, paid: undefined });
    }
  });
});
