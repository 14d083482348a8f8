import { expect, it } from 'vitest';
import type { Score } from '../evaluator.ts';
import { summarise } from './summarise.ts';

it('the mean of a few scores has an interval as wide as Student’s', () => {
  const scores = [1, 2, 3, 4, 5, 6, 7, 8].map(
    (score): Score => ({ model: 'm', sample: `s${score}`, criterion: 'c', score, ratings: 1, status: 'ok' }),
  );
  const { value, low, high } = summarise(scores, [], 1).find(({ statistic }) => statistic === 'mean')!;
  expect(value).toBe(4.5);
  // 4.5 ± t(7, 0.975) × √6 / √8 = 4.5 ± 2.3646 × 0.8660; a plain percentile interval is narrower by 0.46
  expect(Math.abs(low! - 2.452)).toBeLessThan(0.25);
  expect(Math.abs(high! - 6.548)).toBeLessThan(0.25);
});

it('a single score has a mean without an interval', () => {
  const score: Score = { model: 'm', sample: 's', criterion: 'c', score: 3, ratings: 1, status: 'ok' };
  const mean = summarise([score], [], 1).find(({ statistic }) => statistic === 'mean')!;
  expect(mean).toEqual({ model: '', criterion: 'c', statistic: 'mean', value: 3, n: 1 });
});
