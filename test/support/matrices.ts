import fc from 'fast-check';

/** Symmetric matrices of 1 to 7 models with entries from `min` to 1, in tenths. */
export const symmetric = (min: number): fc.Arbitrary<number[][]> =>
  fc
    .integer({ min: 1, max: 7 })
    .chain((n) =>
      fc
        .array(fc.integer({ min: min * 10, max: 10 }), { minLength: n * n, maxLength: n * n })
        .map((values) =>
          Array.from({ length: n }, (_, i) =>
            Array.from({ length: n }, (_, j) => values[Math.min(i, j) * n + Math.max(i, j)]! / 10),
          ),
        ),
    );

/** A matrix small enough to go through by hand. */
export const threeModels = [
  [0.8, 0.6, 0.1],
  [0.6, 0.7, 0.2],
  [0.1, 0.2, 0.3],
];
