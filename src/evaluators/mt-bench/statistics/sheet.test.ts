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

it('a rate has no interval of a point where all sessions pass', () => {
  const sheet = new Sheet('', 1);
  sheet.rate(
    'checks',
    'pass_rate',
    Array.from({ length: 10 }, (_, s) => graded(s, 1, 1)),
  );
  expect(sheet.statistics).toEqual([
    { model: '', criterion: 'checks', statistic: 'pass_rate', value: 1, low: expect.closeTo(0.66, 1), high: 1, n: 10 },
  ]);
});

it('the turns of a session are not taken for independent ones in the interval of a rate', () => {
  const width = (sessions: number, turns: number) => {
    const sheet = new Sheet('', 1);
    const observations = Array.from({ length: sessions }, (_, s) =>
      Array.from({ length: turns }, (_, t) => graded(s, t + 1, s % 2)),
    ).flat();
    sheet.rate('checks', 'pass_rate', observations);
    return sheet.statistics[0]!.high! - sheet.statistics[0]!.low!;
  };
  expect(width(40, 8)).toBeCloseTo(width(40, 1), 2);
  expect(width(40, 8)).toBeGreaterThan(2 * width(320, 1));
});

it('equal observations of two models have equal intervals', () => {
  const intervals = ['a', 'b'].map((name) => {
    const sheet = new Sheet(name, 1);
    sheet.mean(
      'grade',
      'mean',
      [1, 2, 2, 5, 7, 7, 8, 9].map((value, i) => graded(i, 1, value)),
    );
    return sheet.statistics.map(({ low, high }) => [low, high]);
  });
  expect(intervals[0]).toEqual(intervals[1]);
});
