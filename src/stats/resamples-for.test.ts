import { expect, it } from 'vitest';
import { resamplesFor } from './resamples-for.ts';

it.each([
  [0, 1000],
  [1000, 1000],
  [2000, 500],
  [1_000_000, 100],
])('for %i values there are %i', (size, resamples) => {
  expect(resamplesFor(size)).toBe(resamples);
});
