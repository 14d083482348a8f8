import fc from 'fast-check';
import { linearRegression } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { Sheet } from './sheet.ts';

const graded = (session: number, turn: number, value: number, model = 'm') => ({
  model,
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

describe('the slope over turns', () => {
  const slopeOf = (observations: Parameters<Sheet['slope']>[1]) => {
    const sheet = new Sheet('', 1);
    sheet.slope('grade', observations);
    return sheet.statistics[0];
  };
  const session = (number: number, turns: number, value: (turn: number) => number, model = 'm') =>
    Array.from({ length: turns }, (_, t) => graded(number, t + 1, value(t + 1), model));

  it('is 0 where nothing changes within a session, and long sessions are worse', () => {
    const short = [0, 1, 2, 3].flatMap((s) => session(s, 2, () => 9));
    const long = [4, 5, 6, 7].flatMap((s) => session(s, 8, () => 4));
    expect(slopeOf([...short, ...long])).toMatchObject({ value: 0, low: 0, high: 0, n: 40 });
  });

  it('is 0 where nothing changes within a session of a model, and the worse model breaks off', () => {
    const both = [0, 1, 2].flatMap((s) => [...session(s, 8, () => 9, 'good'), ...session(s, 2, () => 4, 'bad')]);
    expect(slopeOf(both)).toMatchObject({ value: 0, n: 30 });
  });

  it('is that of the least squares line over all turns where sessions are equally long', () => {
    const drawn = fc.array(fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 4, maxLength: 4 }), { minLength: 1 });
    fc.assert(
      fc.property(drawn, (grades) => {
        const all = grades.flatMap((own, s) => session(s, 4, (turn) => own[turn - 1]!));
        const { m } = linearRegression(all.map(({ turn, value }) => [turn, value]));
        expect(slopeOf(all)!.value).toBeCloseTo(m, 9);
      }),
      { numRuns: 20 },
    );
  });

  it('rests on sessions of several turns alone', () => {
    expect(slopeOf([...session(0, 1, () => 9), ...session(1, 3, (turn) => 2 * turn)])).toEqual({
      model: '',
      criterion: 'grade',
      statistic: 'slope_over_turns',
      value: 2,
      n: 3,
    });
    expect(slopeOf(session(0, 1, () => 9))).toBeUndefined();
  });
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
