import { expect, it } from 'vitest';
import type { Sample } from '../../data/samples.ts';
import type { Rating } from '../evaluator.ts';
import { aggregate } from './aggregate.ts';
import { settledConfig } from './fixtures.ts';
import { RatingsByUnit } from './ratings-by-unit.ts';

const samples: Sample[] = [{ id: 's', human: {}, parts: {} }];
const panel = settledConfig({ judges: [{ model: 'lenient' }, { model: 'harsh' }] });

const rated = (judge: string, ...values: (number | undefined)[]) =>
  values.map(
    (rating, round): Rating => ({
      judge,
      model: '',
      sample: 's',
      criterion: 'c',
      round,
      rating,
      status: rating === undefined ? 'unreadable' : 'ok',
      call: '',
    }),
  );

it('the standard error of one judge is that of its ratings', () => {
  const [score] = aggregate(new RatingsByUnit(rated('judge', 1, 2, 3, undefined)), samples, [], settledConfig());
  expect(score).toMatchObject({ score: 2, ratings: 3, status: 'ok' });
  expect(score!.stderr).toBeCloseTo(1 / Math.sqrt(3), 12);
});

it('the standard error of several judges is that of their means, however many rounds there are', () => {
  const ratings = [...rated('lenient', 4, 4, 4, 4, 4), ...rated('harsh', 2, 2, 2, 2, 2)];
  const [score] = aggregate(new RatingsByUnit(ratings), samples, [], panel);
  expect(score).toMatchObject({ score: 3, ratings: 10 });
  expect(score!.stderr).toBeCloseTo(1, 12); // 4 and 2: s = √2, divided by √2
});

it('one judge of several says nothing of what judges differ by', () => {
  const ratings = [...rated('lenient', 4, 4, 4), ...rated('harsh', undefined, undefined, undefined)];
  const [score] = aggregate(new RatingsByUnit(ratings), samples, [], panel);
  expect(score).toMatchObject({ score: 4, ratings: 3, status: 'ok' });
  expect(score!.stderr).toBeUndefined();
});
