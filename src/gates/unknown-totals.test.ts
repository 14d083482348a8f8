import { expect, test } from 'vitest';
import { noCost, whyUnknown } from './unknown-totals.ts';

const told = { calls: 3, held: 0, failed: 1, promptTokens: 1, completionTokens: 1, cost: 1, paid: 1 };
const { cost: _cost, paid: _paid, ...free } = told;
const models = { 'a judge': told, m: free, quiet: { ...free, withoutUsage: 2 } };

test.each([
  ['cost', 'cost is not known: tokens not told by the server for 2 of 6 calls'],
  ['prompt_tokens', 'prompt_tokens is not known: tokens not told by the server for 2 of 6 calls'],
  ['completion_tokens[of=quiet]', 'completion_tokens is not known: tokens not told by the server for 2 of 2 calls'],
  ['cost[of=m]', 'the cost is not known: no model has a `price` in the config'],
  ['cost[of=nobody]', undefined],
  ['cost[of=a judge]', undefined],
  ['calls', undefined],
  ['mean', undefined],
])('why there is no %s', (statistic, why) => {
  expect(whyUnknown(statistic, models)).toBe(why);
});

test.each([
  [[], 'no model has a `price`'],
  [[{ name: 'a', priced: false }], 'no model has a `price`'],
  [[{ name: 'a', priced: true }], undefined],
  [
    [
      { name: 'a', priced: true },
      { name: 'b', priced: false },
    ],
    'the config gives no `price` of b (one that costs nothing has { input: 0, output: 0 })',
  ],
])('the cost of %j', (asked, why) => {
  if (why === undefined) expect(noCost(asked)).toBeUndefined();
  else expect(noCost(asked)).toContain(`the cost is not known: ${why}`);
});
