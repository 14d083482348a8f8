import { expect, test } from 'vitest';
import { nearCopies } from './near-copies.ts';

/** The matrix of models whose errors are independent: C(i,j) = g(i)·g(j), the diagonal as given. */
const independent = (g: readonly number[], self: readonly number[]) =>
  g.map((a, i) => g.map((b, j) => (i === j ? self[i]! : a * b)));

const g = [0.9, 0.8, 0.7, 0.6, 0.5];
const self = [0.9, 0.85, 0.8, 0.75, 0.7];

test('independent errors give no copies', () => {
  expect(nearCopies(independent(g, self), self)).toEqual([]);
});

test('a copy agrees as much as a model with itself', () => {
  const matrix = independent(g, self);
  matrix[1]![2] = matrix[2]![1] = 0.82;
  const [copies, ...others] = nearCopies(matrix, self);
  expect(others).toEqual([]);
  expect(copies!.pair).toEqual([1, 2]);
  // The other models agree as before: 0.8 · 0.7. The ceiling is √(0.85 · 0.8) = 0.8246.
  expect(copies!.expected).toBeCloseTo(0.56, 12);
  expect(copies!.excess).toBeCloseTo((0.82 - 0.56) / (Math.sqrt(0.68) - 0.56), 12);
});

test('capable models may agree much without being copies', () => {
  const capable = [0.99, 0.98, 0.98, 0.97];
  const ones = [1, 1, 1, 1];
  expect(nearCopies(independent(capable, ones), [Number.NaN, Number.NaN, 1, 1])).toEqual([]);
});

test('three models are too few to say, and nothing in common is no reason to fail', () => {
  expect(nearCopies(independent([1, 1, 1], [1, 1, 1]), [1, 1, 1])).toEqual([]);
  expect(nearCopies(independent([0, 0, 0, 0], [1, 1, 1, 1]), [1, 1, 1, 1])).toEqual([]);
});
