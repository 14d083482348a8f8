import { describe, expect, test } from 'vitest';
import type { Rating } from '../evaluator.ts';
import { judgeGaps } from './judge-gaps.ts';

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
    expect(judgeGaps(ratings)).toEqual([
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
    expect(judgeGaps(ratings)).toEqual([
      { judge: 'b', lacking: 5, of: 20, difference: 2, model: 'gappy', shift: expect.closeTo(-0.5) },
    ]);
  });

  test('judges that graded nothing in common have no known difference', () => {
    const ratings = graded(4, (s) => [grade('a', s, s < 2 ? 5 : undefined), grade('b', s, s < 2 ? undefined : 7)]);
    expect(judgeGaps(ratings)).toEqual([
      { judge: 'a', lacking: 2, of: 4, model: 'm', shift: 0 },
      { judge: 'b', lacking: 2, of: 4, model: 'm', shift: 0 },
    ]);
  });

  test.each<[string, Rating[]]>([
    ['one judge alone', graded(4, (s) => [grade('a', s, s < 2 ? 5 : undefined)])],
    ['all is read', graded(4, (s) => [grade('a', s, 5), grade('b', s, 7)])],
    ['nobody read an answer', graded(4, (s) => [grade('a', s, undefined), grade('b', s, undefined)])],
  ])('there is no gap where %s', (_, ratings) => expect(judgeGaps(ratings)).toEqual([]));
});
