import fc from 'fast-check';
import { expect, test } from 'vitest';
import { symmetric } from '../../../test/support/matrices.ts';
import { ALGORITHMS, capabilities } from './algorithms.ts';
import { consistencyMatrix } from './consistency/pair-sums.ts';
import { type Measure, pairSums } from './consistency.ts';

const MEASURES: Measure['type'][] = ['exact', 'set', 'text'];

/** Few predictions of few models: ties abound, where rounding could decide. */
const predictions = fc
  .record({ models: fc.integer({ min: 2, max: 6 }), items: fc.integer({ min: 1, max: 6 }) })
  .chain(({ models, items }) => {
    const samples = fc.array(fc.constantFrom('A', 'B', 'AB', null), { minLength: 1, maxLength: 3 });
    const ofModel = fc.array(samples, { minLength: items, maxLength: items });
    return fc.array(ofModel, { minLength: models, maxLength: models });
  });

test.each(ALGORITHMS)('%s: the order of models, items and samples changes no capability', (algorithm) => {
  fc.assert(
    fc.property(predictions, fc.constantFrom(...MEASURES), fc.integer(), (original, type, seed) => {
      const n = original.length;
      const shift = Math.abs(seed) % n;
      const order = original.map((_, i) => (i + shift) % n).toReversed();
      const changed = order.map((i) => original[i]!.map((samples) => samples.toReversed()).toReversed());
      const names = original.map((_, i) => `model ${i}`);
      const { values } = capabilities(algorithm, consistencyMatrix(pairSums(original, { type })), { names, human: 0 });
      const { values: found } = capabilities(algorithm, consistencyMatrix(pairSums(changed, { type })), {
        names: order.map((i) => names[i]!),
        human: order.indexOf(0),
      });
      for (const [place, i] of order.entries()) expect(Math.abs(found[place]! - values[i]!)).toBeLessThan(1e-9);
    }),
    { numRuns: 300 },
  );
});

test.each(['peem', 'ensemble', 'filtering', 'human'] as const)(
  '%s stays within the range of the matrix',
  (algorithm) => {
    fc.assert(
      fc.property(symmetric(0), (consistency) => {
        const { values } = capabilities(algorithm, consistency, { human: 0 });
        if (algorithm === 'ensemble' && consistency.length === 1) return;
        const entries = consistency.flat();
        for (const value of values) {
          expect(value).toBeGreaterThanOrEqual(Math.min(...entries) - 1e-12);
          expect(value).toBeLessThanOrEqual(Math.max(...entries) + 1e-12);
        }
      }),
    );
  },
);

test.each(ALGORITHMS)('%s does not depend on the order of named models', (algorithm) => {
  fc.assert(
    fc.property(symmetric(0), (consistency) => {
      const names = consistency.map((_, i) => `model ${i}`);
      const last = consistency.length - 1;
      const { values } = capabilities(algorithm, consistency, { names, human: 0 });
      const { values: turned } = capabilities(algorithm, consistency.map((row) => row.toReversed()).toReversed(), {
        names: names.toReversed(),
        human: last,
      });
      for (const [i, value] of values.entries()) expect(turned[last - i]).toBeCloseTo(value, 9);
    }),
  );
});
