import { expect, it } from 'vitest';
import { isPairable } from './is-pairable.ts';

it.each([
  [[], false],
  [[1], false],
  [[undefined, 1, undefined], false],
  [[0, undefined, 0], true],
  [['none', 'neglect'], true],
])('%j: %s', (unit, expected) => expect(isPairable(unit)).toBe(expected));
