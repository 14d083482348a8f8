import { expect, it } from 'vitest';
import { meanOfJudges } from './mean-of-judges.ts';

const rated = (judge: string, ...ratings: number[]) => ratings.map((rating) => ({ judge, rating }));

it('is the mean of one judge, with the standard error of its ratings', () => {
  const { mean, stderr } = meanOfJudges(rated('a', 1, 2, 3), false);
  expect(mean).toBe(2);
  expect(stderr).toBeCloseTo(1 / Math.sqrt(3), 12);
});

it('weighs judges alike, and has the standard error of their means, however often each is asked', () => {
  // 8 and 4: s = √8, divided by √2.
  expect(meanOfJudges([...rated('a', 8, 8, 8, 8, 8), ...rated('b', 4)], true)).toEqual({ mean: 6, stderr: 2 });
});

it('has no standard error where a single judge of several was read', () => {
  expect(meanOfJudges(rated('a', 4, 5, 4), true).stderr).toBeUndefined();
});

it('adds ratings up plainly, in their order', () => {
  // In this order 0.1 + 0.2 + 0.3 is above 0.6; in the other, or compensated, it is not.
  expect(meanOfJudges(rated('a', 0.1, 0.2, 0.3), false).mean).toBe((0.1 + 0.2 + 0.3) / 3);
  expect(meanOfJudges(rated('a', 0.3, 0.2, 0.1), false).mean).toBe((0.3 + 0.2 + 0.1) / 3);
  expect((0.1 + 0.2 + 0.3) / 3).not.toBe((0.3 + 0.2 + 0.1) / 3);
});

it('there is none without ratings', () => {
  expect(meanOfJudges([], true)).toEqual({ mean: undefined, stderr: undefined });
});
