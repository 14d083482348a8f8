import { describe, expect, test } from 'vitest';
import type { Rating } from '../evaluator.ts';
import { gamesOf } from './games.ts';
import type { Session } from './sessions.ts';
import { warnings } from './warnings.ts';

const sessions = (count: number, category: (session: number) => string, phenomenon?: string): Session[] =>
  Array.from({ length: count }, (_, s) => ({
    id: `s${s}`,
    category: category(s),
    turns: [{ number: 1, user: 'x', checks: [], ...(phenomenon !== undefined && s === 0 && { phenomenon }) }],
  }));

const scoresOf = (all: readonly Session[]) =>
  all.map(({ id }) => ({
    model: 'm',
    sample: id,
    criterion: 'grade',
    turn: 1,
    score: 5,
    ratings: 1,
    status: 'ok' as const,
  }));

const told = (all: Session[], ratings: Rating[] = [], scores = scoresOf(all)) =>
  warnings({ scores, ratings, games: gamesOf(ratings), sessions: new Map(all.map((each) => [each.id, each])) });

describe('few sessions', () => {
  test.each([
    [
      'one',
      sessions(1, () => 'math'),
      ['There is only 1 session: intervals of means are too narrow with fewer than 8.'],
    ],
    [
      '7 in all',
      sessions(7, () => 'math'),
      ['There are only 7 sessions: intervals of means are too narrow with fewer than 8.'],
    ],
    [
      '20 in all, 3 of them of one category, 1 of a phenomenon',
      sessions(20, (s) => (s < 3 ? 'math' : 'writing'), 'ellipsis'),
      [
        'Some groups have few sessions, and the intervals of their means are too narrow with fewer than 8: category math (3), phenomenon ellipsis (1).',
      ],
    ],
    [
      'a session a category',
      sessions(8, (s) => `c${s}`),
      [expect.stringMatching(/category c0 \(1\), .*, category c4 \(1\) and 3 more\.$/)],
    ],
    ['no categories', sessions(8, () => ''), []],
    ['8 of each', sessions(16, (s) => (s < 8 ? 'math' : 'writing')), []],
  ])('%s', (_, all, expected) => expect(told(all)).toEqual(expected));

  test('of a category are no matter where there are rates alone', () => {
    const all = sessions(20, (s) => (s < 3 ? 'math' : 'writing'));
    const checked = scoresOf(all).map((score) => ({ ...score, criterion: 'checks' }));
    expect(told(all, [], checked)).toEqual([]);
  });
});

test('a judge none of whose context errors can be read is told of in words', () => {
  const all = sessions(20, () => 'math');
  const unread = {
    model: 'm',
    sample: 's0',
    criterion: 'context-error',
    judge: 'j',
    status: 'unreadable',
    call: '',
  } as const;
  expect(told(all, [unread])).toEqual([
    expect.stringMatching(/^The judge gave a readable context error for none of the answers it was asked about\./),
  ]);
});

test('sessions of unequal length are told', () => {
  const all = sessions(20, () => 'math');
  const longer = all.map((each, s) => (s < 5 ? { ...each, turns: [...each.turns, ...each.turns] } : each));
  expect(told(longer)).toEqual([
    'Sessions have from 1 to 2 turns: later turns are those of the longer ones, so that statistics by turn compare different sessions. `slope_over_turns` does not, as it is the change within sessions.',
  ]);
  expect(told(longer, [], scoresOf(longer.slice(5)))).toEqual([]);
});

describe('grades that one of several judges did not give', () => {
  const grades = (harsh: (session: number) => number | undefined) => {
    const all = sessions(20, () => 'math');
    const ratings = all.flatMap(({ id }, s) =>
      [9, harsh(s)].map(
        (rating, j): Rating => ({
          judge: ['lenient', 'harsh'][j]!,
          model: 'm',
          sample: id,
          criterion: 'grade',
          turn: 1,
          status: rating === undefined ? 'unreadable' : 'ok',
          call: '',
          ...(rating !== undefined && { rating }),
        }),
      ),
    );
    return told(all, ratings);
  };

  test('are told with what they do to the mean', () => {
    expect(grades((s) => (s < 13 ? undefined : 3))).toEqual([
      'The judge "harsh" gave no readable grade for 13 of 20 answers that were graded. Where it did, it was 6.0 below the others, so that without it the mean grade of "m" is about 1.95 too high.',
    ]);
    expect(grades((s) => (s < 10 ? undefined : 10))).toEqual([
      expect.stringContaining('1.0 above the others, so that without it the mean grade of "m" is about 0.25 too low.'),
    ]);
    expect(grades(() => undefined)).toEqual([expect.stringContaining('how their levels differ is not known')]);
  });

  test('are not, where the mean hardly moves', () => {
    expect(grades((s) => (s < 1 ? undefined : 8))).toEqual([]);
    expect(grades(() => 3)).toEqual([]);
  });
});

describe('of several judges of comparisons', () => {
  const all = sessions(20, () => 'math');
  /** @param orders of model `a` where its answer is shown first, and second */
  const verdicts = (judge: string, orders: (session: number) => (number | undefined)[]) =>
    all.flatMap(({ id }, s) =>
      orders(s).map(
        (rating, position): Rating => ({
          judge,
          model: 'a',
          sample: id,
          criterion: 'preference:b',
          turn: 1,
          position,
          status: rating === undefined ? 'unreadable' : 'ok',
          call: '',
          ...(rating !== undefined && { rating }),
        }),
      ),
    );
  const compared = all.map(({ id }) => ({ ...scoresOf(all)[0]!, model: 'a', sample: id, criterion: 'preference:b' }));
  const steady = verdicts('steady', () => [1, 1]);

  test('one that is led by the order is named, though together they are not', () => {
    const led = verdicts('led', (s) => (s < 8 ? [1, 1] : [1, 0]));
    // 40% of the one and 100% of the other.
    expect(told(all, [...steady, ...led], compared)).toEqual([
      'The judge "led" kept to its verdict in only 40% of comparisons when the order was turned round: most ties are its indecision.',
    ]);
    expect(told(all, led, compared)).toEqual([expect.stringMatching(/^The judge kept to its verdict in only 40%/)]);
    expect(told(all, steady, compared)).toEqual([]);
  });

  test('one whose verdicts are missing is told with what that does to the win rate', () => {
    const missing = (count: number, points = 0) =>
      told(all, [...steady, ...verdicts('other', (s) => (s < count ? [1, undefined] : [points, points]))], compared);
    // (8 × 1 + 12 × 1/2) / 20 = 0.7, where it would be 0.5.
    expect(missing(8)).toEqual([
      'The judge "other" gave no readable verdict for 8 of 20 comparisons that were judged. Where it did, it put "a" 100 percentage points below where the others did, so that without it the adjusted win rate of "a" is about 20 percentage points too high.',
    ]);
    expect(missing(20)).toEqual([expect.stringContaining('how far that moves its win rate is not known')]);
    expect(missing(8, 1)).toEqual([]);
    expect(missing(0)).toEqual([]);
  });
});
