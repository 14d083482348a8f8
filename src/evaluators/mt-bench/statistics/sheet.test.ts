import { expect, it } from 'vitest';
import { Sheet } from './sheet.ts';

const graded = (session: number, turn: number, value: number) => ({
  session: `s${session}`,
  turn,
  category: 'math',
  phenomenon: undefined,
  value,
});

it('the mean of a few sessions has an interval as wide as Student’s', () => {
  const sheet = new Sheet('', 1);
  // Each session has the same value at all of its turns: turns add nothing that is known.
  const observations = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((value) => [1, 2, 3].map((turn) => graded(value, turn, value)));
  sheet.mean('grade', 'mean', observations);
  const [{ value, low, high, n }] = sheet.statistics as [(typeof sheet.statistics)[0]];
  expect([value, n]).toEqual([4.5, 24]);
  // 4.5 ± t(7, 0.975) × √6 / √8 = 4.5 ± 2.3646 × 0.8660
  expect(Math.abs(low! - 2.452)).toBeLessThan(0.25);
  expect(Math.abs(high! - 6.548)).toBeLessThan(0.25);
});

it('a single session has a mean without an interval', () => {
  const sheet = new Sheet('m', 1);
  sheet.mean('grade', 'mean', [graded(1, 1, 3), graded(1, 2, 4)]);
  expect(sheet.statistics).toEqual([{ model: 'm', criterion: 'grade', statistic: 'mean', value: 3.5, n: 2 }]);
});
