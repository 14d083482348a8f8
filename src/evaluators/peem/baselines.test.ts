import { expect, test } from 'vitest';
import { threeModels } from '../../../test/support/matrices.ts';
import { capabilities } from './algorithms.ts';
import { calibration, ensemble, filtering, human } from './baselines.ts';

test('ensemble leaves the diagonal out', () => {
  // (0.6 + 0.1)/2, (0.6 + 0.2)/2, (0.1 + 0.2)/2.
  for (const [i, value] of [0.35, 0.4, 0.15].entries()) expect(ensemble(threeModels)[i]).toBeCloseTo(value, 12);
});

test('calibration is the softmax of the weights without diagonal', () => {
  // Without diagonal, two models have weights 1/2 each at once: softmax is 1/2 each.
  expect(
    calibration([
      [0.9, 0.4],
      [0.4, 0.2],
    ]),
  ).toEqual([0.5, 0.5]);
  expect(calibration(threeModels).reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
});

test('filtering takes the models near the best of the ensemble', () => {
  // Ensemble 0.35, 0.4, 0.15. p = 0.9 asks for 0.36: model 2 alone. p = 0.8 asks for 0.32: models 1 and 2.
  expect(filtering(threeModels)).toEqual([0.6, 0.7, 0.2]);
  for (const [i, value] of [0.7, 0.65, 0.15].entries()) expect(filtering(threeModels, 0.8)[i]).toBeCloseTo(value, 12);
});

test('human is the consistency with the labels', () => {
  expect(human(threeModels, 2)).toEqual([0.1, 0.2, 0.3]);
  expect(() => capabilities('human', threeModels)).toThrow('needs human labels');
});

test('filtering leaves out what is not known of a reference with itself', () => {
  // References 1 and 2 as with p = 0.8 above: 0.6 alone, 0.6 alone, (0.1 + 0.2)/2.
  const unknown = threeModels.map((row, i) => row.with(i, Number.NaN));
  for (const [i, value] of [0.6, 0.6, 0.15].entries()) expect(filtering(unknown, 0.8)[i]).toBeCloseTo(value, 12);
});
