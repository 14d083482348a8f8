import { expect, test } from 'vitest';
import { footingOf, onOneFooting } from './footing.ts';

test('a lone reference can be compared with nobody, the others with each other', () => {
  const footing = footingOf([0.6, 0.7, 0.5], [1]);
  expect(footing).toEqual({ alone: 1 });
  expect([onOneFooting(footing, 0, 1), onOneFooting(footing, 1, 2), onOneFooting(footing, 0, 2)]).toEqual([
    false,
    false,
    true,
  ]);
});

test('two references that tie can not be compared with each other', () => {
  const footing = footingOf([0.9, 0.9, 0.5], [0, 1]);
  expect(footing).toEqual({ tied: [0, 1] });
  expect([onOneFooting(footing, 0, 1), onOneFooting(footing, 1, 2), onOneFooting(footing, 0, 2)]).toEqual([
    false,
    true,
    true,
  ]);
});

test('otherwise all can be compared', () => {
  expect(footingOf([0.9, 0.8, 0.5], [0, 1])).toEqual({});
  expect(footingOf([0.9, 0.9, 0.9], [0, 1, 2])).toEqual({});
  expect(footingOf([0.9, 0.8], undefined)).toEqual({});
  expect(footingOf([0.9], [0])).toEqual({});
});
