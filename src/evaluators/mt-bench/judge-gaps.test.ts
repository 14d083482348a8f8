import { describe, expect, test } from 'vitest';
import type { Rating } from '../evaluator.ts';
import type { Game } from './games.ts';
import { gradeGaps, verdictGaps } from './judge-gaps.ts';

/** A grade of turn 1 of a session; undefined where it could not be read. */
const grade = (judge: string, session: number, rating: number | undefined, model = 'm'): Rating => ({
  judge,
  model,
  sample: `s${session}`,
  criterion: 'grade',
  turn: 1,
  status: rating === undefined ? 'unreadable' : 'ok',
  call: '',
  ...(rating !== undefined && { rating }),
});
const graded = (count: number, of: (session: number) => Rating[]) =>
  Array.from({ length: count }, (_, s) => of(s)).flat();

describe('judges of different levels', () => {
  test('a harsh judge that is unread on 13 of 20 answers leaves the mean 1.95 too high', () => {
    const ratings = graded(20, (s) => [grade('lenient', s, 9), grade('harsh', s, s < 13 ? undefined : 3)]);
    // (13 × 9 + 7 × 6) / 20 = 7.95, where it would be 6.
    expect(gradeGaps(ratings)).toEqual([
      { judge: 'harsh', lacking: 13, of: 20, difference: -6, model: 'm', shift: expect.closeTo(1.95) },
    ]);
  });

  test('the model that is moved most is named', () => {
    const ratings = graded(10, (s) => [
      grade('a', s, 5, 'whole'),
      grade('b', s, 7, 'whole'),
      grade('a', s, 5, 'gappy'),
      grade('b', s, s < 5 ? undefined : 7, 'gappy'),
    ]);
    expect(gradeGaps(ratings)).toEqual([
      { judge: 'b', lacking: 5, of: 20, difference: 2, model: 'gappy', shift: expect.closeTo(-0.5) },
    ]);
  });

  test('judges that graded nothing in common have no known difference', () => {
    const ratings = graded(4, (s) => [grade('a', s, s < 2 ? 5 : undefined), grade('b', s, s < 2 ? undefined : 7)]);
    expect(gradeGaps(ratings)).toEqual([
      { judge: 'a', lacking: 2, of: 4, model: 'm', shift: 0 },
      { judge: 'b', lacking: 2, of: 4, model: 'm', shift: 0 },
    ]);
  });

  test.each<[string, Rating[]]>([
    ['one judge alone', graded(4, (s) => [grade('a', s, s < 2 ? 5 : undefined)])],
    ['all is read', graded(4, (s) => [grade('a', s, 5), grade('b', s, 7)])],
    ['nobody read an answer', graded(4, (s) => [grade('a', s, undefined), grade('b', s, undefined)])],
  ])('there is no gap where %s', (_, ratings) => expect(gradeGaps(ratings)).toEqual([]));
});

describe('verdicts that one of several judges did not give', () => {
  /** The result of model `a` against the opponent in a session; undefined where the verdict could not be read. */
  const game = (judge: string, session: number, result: number | undefined, model = 'a', opponent = 'b'): Game => ({
    judge,
    round: 0,
    model,
    sample: `s${session}`,
    turn: 1,
    criterion: `preference:${opponent}`,
    orders: [result, result],
    result,
  });
  const scored = (...models: string[]) =>
    models.map((name) => ({
      model: name,
      sample: 's0',
      criterion: 'preference:x',
      turn: 1,
      ratings: 1,
      status: 'ok' as const,
    }));
  const games = (count: number, of: (session: number) => Game[]) =>
    Array.from({ length: count }, (_, s) => of(s)).flat();

  test('a judge that favours the other model and is unread on 4 of 10 moves the win rate by 0.2', () => {
    const all = games(10, (s) => [game('x', s, 1), game('y', s, s < 4 ? undefined : 0)]);
    // (4 × 1 + 6 × 1/2) / 10 = 0.7, where it would be 0.5.
    const gap = { judge: 'y', lacking: 4, of: 10, shift: expect.closeTo(0.2) };
    expect(verdictGaps(all, scored('a', 'b'))).toEqual([{ ...gap, difference: -1, model: 'a' }]);
    expect(verdictGaps(all, scored('b'))).toEqual([{ ...gap, difference: 1, model: 'b', shift: expect.closeTo(-0.2) }]);
  });

  test('the model that is moved most is named, and one of which nothing is known before it', () => {
    // Judge y is as far from x on c as it is on a, but is unread less often there.
    const all = games(10, (s) => [
      game('x', s, 1),
      game('y', s, s < 4 ? undefined : 0),
      game('x', s, 1, 'c'),
      game('y', s, s < 2 ? undefined : 0, 'c'),
    ]);
    expect(verdictGaps(all, scored('c', 'a'))).toMatchObject([{ judge: 'y', lacking: 6, of: 20, model: 'a' }]);
    const none = games(10, (s) => [game('x', s, 1, 'd'), game('y', s, undefined, 'd')]);
    expect(verdictGaps([...all, ...none], scored('c', 'a', 'd'))).toEqual([
      { judge: 'y', lacking: 16, of: 30, model: 'd', shift: 0 },
    ]);
  });

  test.each<[string, Game[]]>([
    ['one judge alone', games(4, (s) => [game('x', s, s < 2 ? 1 : undefined)])],
    ['all is read', games(4, (s) => [game('x', s, 1), game('y', s, 0)])],
    ['nobody read a comparison', games(4, (s) => [game('x', s, undefined), game('y', s, undefined)])],
  ])('there is no gap where %s', (_, all) => expect(verdictGaps(all, scored('a', 'b'))).toEqual([]));
});
