import { expect, test } from 'vitest';
import { random } from '../../stats/random.ts';
import { rateInterval } from './extraction-rate.ts';

const ITEMS = 100;
const SAMPLES = 5;

test('covers the rate where readability is mostly a matter of the item', () => {
  const { next } = random(1);
  let covered = 0;
  for (let run = 0; run < 200; run += 1) {
    const ofModel = Array.from({ length: ITEMS }, () => {
      // Nine in ten items are always read alike: six of ten are, on average.
      const chance = next() < 0.9 ? (next() < 0.6 ? 1 : 0) : 0.6;
      return Array.from({ length: SAMPLES }, () => (next() < chance ? 'A' : null));
    });
    const { low, high } = rateInterval(ofModel)!;
    if (low <= 0.6 && 0.6 <= high) covered += 1;
  }
  // 95% of 200, less three standard errors; replies taken for independent cover about 60%.
  expect(covered).toBeGreaterThanOrEqual(180);
});

test.each([
  ['all', 'A', [1 / (1 + 1.984217 ** 2 / ITEMS), 1]],
  ['none', null, [0, 1 - 1 / (1 + 1.984217 ** 2 / ITEMS)]],
] as const)('%s read: as sure as so many items can make it', (_, prediction, [low, high]) => {
  const interval = rateInterval(Array(ITEMS).fill(Array(SAMPLES).fill(prediction)))!;
  // Wilson's interval of 100 of 100, n/(n + t²), with the 0.975 quantile of t with 99 degrees of freedom.
  expect(interval.low).toBeCloseTo(low, 6);
  expect(interval.high).toBeCloseTo(high, 6);
});

test('an item that was not asked makes no difference', () => {
  const { next } = random(2);
  const asked = Array.from({ length: 50 }, () => [next() < 0.5 ? 'A' : null, next() < 0.5 ? 'A' : null]);
  expect(rateInterval([...asked, []])).toEqual(rateInterval(asked));
});
