import { expect, it } from 'vitest';
import type { RatingStatus } from '../../judging/status.ts';
import type { Rating, Score } from '../evaluator.ts';
import { batchevalConfig } from './config.ts';
import { warnings } from './warnings.ts';

const config = (rounds: number) =>
  batchevalConfig().parse({
    type: 'batcheval',
    judge: { model: 'j', name: 'j', backend: 'b' },
    rounds,
    criteria: [{ name: 'c', scale: [1, 5], question: '?' }],
  });

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
  expect(warnings(scores, ratings, config(2))).toEqual([]);
});

it('counts the ratings that are missing, also those that were never asked for', () => {
  const scores = numbers(4).map((i) => score(i));
  const ratings = [...numbers(4).map((i) => rating(i, 0, 'ok')), rating(0, 1, 'unreadable'), rating(1, 1, 'ok')];
  expect(warnings(scores, ratings, config(3))).toEqual([
    'Only 5 of 12 ratings could be had (1 unreadable, 6 not-asked): scores rest on fewer rounds than asked for, some of them on one.',
  ]);
});

it('tells of correlations over few samples, and of nothing where there are no human scores', () => {
  const ratings = numbers(8).map((i) => rating(i, 0, 'ok'));
  expect(
    warnings(
      numbers(8).map((i) => score(i, i)),
      ratings,
      config(1),
    ).join(),
  ).toContain('as few as 8 samples');
  expect(
    warnings(
      numbers(8).map((i) => score(i)),
      ratings,
      config(1),
    ),
  ).toEqual([]);
});
