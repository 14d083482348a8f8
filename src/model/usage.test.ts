import fc from 'fast-check';
import { expect, test } from 'vitest';
import { usageOf } from './usage.ts';

test('whole numbers of tokens are counts', () => {
  const count = fc.oneof(fc.nat(), fc.constantFrom(0, 999_999_999_999));
  fc.assert(
    fc.property(count, count, (promptTokens, completionTokens) => {
      expect(usageOf(promptTokens, completionTokens)).toEqual({ promptTokens, completionTokens });
    }),
  );
});

test.each([
  -1,
  -1e9,
  0.5,
  1e12,
  1e308,
  Number.POSITIVE_INFINITY,
  Number.NaN,
  '12',
  'abc',
  '',
  {},
  [],
  [3],
  true,
  null,
  undefined,
])('%o is no count of tokens, and half of the counts are none', (garbled) => {
  expect(usageOf(garbled, 3)).toBeUndefined();
  expect(usageOf(3, garbled)).toBeUndefined();
});

test('what a total has beside prompt and completion is reasoning; a total that is none, or too small, says nothing', () => {
  expect(usageOf(32, 9, 135)).toEqual({ promptTokens: 32, completionTokens: 103 });
  for (const total of [41, 40, 0, -5, '135', null, undefined, 1e300])
    expect(usageOf(32, 9, total)).toEqual({ promptTokens: 32, completionTokens: 9 });
});
