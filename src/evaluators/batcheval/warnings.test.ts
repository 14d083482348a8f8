import { describe, expect, it } from 'vitest';
import type { Sample } from '../../data/samples.ts';
import type { RatingStatus } from '../../judging/status.ts';
import type { Rating, Score } from '../evaluator.ts';
import type { SettledBatchevalConfig } from './config.ts';
import { settledConfig } from './fixtures.ts';
import { RatingsByUnit } from './ratings-by-unit.ts';
import { warnings } from './warnings.ts';

/** All but that samples are few, which they are in most of these. */
function told(...given: Parameters<typeof all>): string[] {
  return all(...given).filter((warning) => !warning.startsWith('Means rest on'));
}

/** The scores are given the number of their ratings. */
function all(scores: Score[], ratings: Rating[], config: SettledBatchevalConfig, samples: Sample[] = []): string[] {
  const read = ({ sample }: Score) => ratings.filter((each) => each.sample === sample && each.status === 'ok').length;
  const counted = scores.map((score) => ({ ...score, ratings: read(score) }));
  return warnings(counted, new RatingsByUnit(ratings), config, samples);
}

const config = (rounds: number) => settledConfig({ rounds });

const score = (i: number, human?: number): Score => ({
  model: 'm',
  sample: `s${i}`,
  criterion: 'c',
  score: 3,
  ratings: 1,
  status: 'ok',
  ...(human !== undefined && { human }),
});

const rating = (i: number, round: number, status: RatingStatus): Rating => ({
  judge: 'j',
  model: 'm',
  sample: `s${i}`,
  criterion: 'c',
  round,
  ...(status === 'ok' && { rating: 3 }),
  status,
  call: '',
});

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);

it('says nothing of a run that has all its ratings and enough human scores', () => {
  const scores = numbers(20).map((i) => score(i, i));
  const ratings = [0, 1].flatMap((round) => numbers(20).map((i) => rating(i, round, 'ok')));
  expect(told(scores, ratings, config(2))).toEqual([]);
});

it('counts the ratings that are missing, also those that were never asked for', () => {
  const scores = numbers(4).map((i) => score(i));
  const ratings = [...numbers(4).map((i) => rating(i, 0, 'ok')), rating(0, 1, 'unreadable'), rating(1, 1, 'ok')];
  expect(told(scores, ratings, config(3))).toEqual([
    'Only 5 of 12 ratings could be had (1 unreadable, 6 not-asked): 3 of 4 rest on fewer ratings than others.',
  ]);
});

it('counts what has no output in every round', () => {
  const scores = numbers(4).map((i) => score(i));
  const { round: _, ...without } = rating(3, 0, 'no-output');
  const ratings = [0, 1].flatMap((round) => numbers(3).map((i) => rating(i, round, 'ok')));
  expect(told(scores, [without, ...ratings], config(2))).toEqual([
    'Only 6 of 8 ratings could be had (2 no-output): 1 of 4 scores could not be had.',
  ]);
});

it('tells scores that could not be had from those that rest on fewer ratings', () => {
  const scores = numbers(4).map((i) => score(i));
  const read = (...statuses: RatingStatus[][]) =>
    statuses.flatMap((own, i) => own.map((status, round) => rating(i, round, status)));
  const [bad, ok] = ['unreadable', 'ok'] as const;
  expect(told(scores, read([ok, ok], [bad, bad], [ok, ok], [ok, ok]), config(2))).toEqual([
    'Only 6 of 8 ratings could be had (2 unreadable): 1 of 4 scores could not be had.',
  ]);
  expect(told(scores, read([ok, bad], [bad, bad], [ok, ok], [ok, ok]), config(2))).toEqual([
    'Only 5 of 8 ratings could be had (3 unreadable): 1 of 4 scores could not be had, 1 of 4 rest on fewer ratings than others.',
  ]);
  expect(told(scores, read([ok, bad], [bad, ok], [ok, bad], [ok, bad]), config(2))).toEqual([
    'Only 4 of 8 ratings could be had (4 unreadable): all scores rest on fewer than were asked for.',
  ]);
});

it('tells human scores that are called otherwise than the criterion', () => {
  const ratings = numbers(2).map((i) => rating(i, 0, 'ok'));
  const tell = (human: Record<string, number>) =>
    told(
      numbers(2).map((i) => score(i)),
      ratings,
      config(1),
      numbers(2).map((i) => ({ id: `s${i}`, parts: {}, human })),
    );
  expect(tell({ coherent: 1, fluent: 2 })).toEqual([
    'No sample has human scores for "c", so nothing is compared with them; the data have: coherent, fluent. If one of these is meant, name it with `human` in the criterion.',
  ]);
  const fitting: Record<string, number>[] = [{}, { '': 1 }, { C: 1 }];
  for (const human of fitting) expect(tell(human)).toEqual([]);
});

it.each([
  [
    1,
    ['Means rest on a single sample of a model: with fewer than 8 their intervals are too narrow, or there is none.'],
  ],
  [
    7,
    [
      'Means rest on as few as 7 samples of a model: with fewer than 8 their intervals are too narrow, or there is none.',
    ],
  ],
  [8, []],
])('tells of means over few samples: %i', (count, expected) => {
  const scores = numbers(count).map((i) => score(i));
  const unscored: Score = { ...score(99), score: undefined, status: 'failed' };
  const ratings = numbers(count).map((i) => rating(i, 0, 'ok'));
  expect(all([...scores, unscored], [...ratings, ...ratings], config(1))).toEqual(expected);
});

it('tells of correlations over few samples, and of nothing where there are no human scores', () => {
  const ratings = numbers(8).map((i) => rating(i, 0, 'ok'));
  expect(
    told(
      numbers(8).map((i) => score(i, i)),
      ratings,
      config(1),
    ).join(),
  ).toContain('as few as 8 samples');
  expect(
    told(
      numbers(8).map((i) => score(i)),
      ratings,
      config(1),
    ),
  ).toEqual([]);
});

it('counts the scores that could not be had where each sample has one rating', () => {
  const ratings = [0, 1, 2].map((i) => rating(i, 0, i < 2 ? 'ok' : 'unreadable'));
  expect(
    told(
      [0, 1, 2].map((i) => score(i)),
      ratings,
      config(1),
    ),
  ).toEqual(['Only 2 of 3 ratings could be had (1 unreadable): 1 of 3 scores could not be had.']);
});

describe('a judge that is missing', () => {
  const panel = settledConfig({ judges: [{ model: 'lenient' }, { model: 'harsh' }], rounds: 1 });
  const scores = numbers(100).map((i) => score(i));
  const of = (judge: string, value: number, unread: number) =>
    numbers(100).map(
      (i): Rating => ({
        ...rating(i, 0, i < unread ? 'missing' : 'ok'),
        judge,
        rating: i < unread ? undefined : value,
      }),
    );

  it('is named, with the scores it is missing from and how far it lies from the others', () => {
    expect(told(scores, [...of('lenient', 4, 0), ...of('harsh', 2, 9)], panel)).toEqual([
      '9 of 100 scores on "c" lack the judge "harsh" and rest on the others alone. Where others scored a sample too, its ratings differed from theirs by -2.00 on average, by which those scores are out of line.',
    ]);
    expect(told(scores, [...of('lenient', 4, 0), ...of('harsh', 2, 100)], panel)).toContain(
      '100 of 100 scores on "c" lack the judge "harsh" and rest on the others alone.',
    );
  });

  it('is not told of where all judges could be read, in one of several rounds at least', () => {
    const again = of('harsh', 2, 0).map((each) => ({ ...each, round: 1 }));
    const ratings = [...of('lenient', 4, 0), ...of('harsh', 2, 9), ...again];
    expect(told(scores, ratings, panel)).toEqual([]);
  });
});
