import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameInTask } from './name-in-task.ts';

test.each([
  ['gpt-4.1', 'gpt-4.1'],
  ['a model', 'a model'],
  ['m on x', '"m on x"'],
  ['m on', '"m on"'],
  ['a, b', '"a, b"'],
  ['"m', '"\\"m"'],
])('%j stands there as %j', (name, shown) => expect(nameInTask(name)).toBe(shown));

test('no two pairs of names make one task', () => {
  const name = fc
    .array(fc.constantFrom('m', 'x', ' on ', ' on', 'on ', ', ', ' ', '"', '\\'), { minLength: 1, maxLength: 6 })
    .map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(name, name, name, name, (a, b, c, d) => {
      fc.pre(a !== c || b !== d);
      for (const word of [' on ', ', ']) expect(nameInTask(a) + word + b).not.toBe(nameInTask(c) + word + d);
    }),
    { numRuns: 2000 },
  );
  expect(`${nameInTask('m')} on x on y`).not.toBe(`${nameInTask('m on x')} on y`);
});
