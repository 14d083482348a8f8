import fc from 'fast-check';
import { expect, test } from 'vitest';
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
      const values = capabilities(algorithm, consistencyMatrix(pairSums(original, { type })), { names, human: 0 });
      const found = capabilities(algorithm, consistencyMatrix(pairSums(changed, { type })), {
        names: order.map((i) => names[i]!),
        human: order.indexOf(0),
      });
      for (const [place, i] of order.entries()) expect(Math.abs(found[place]! - values[i]!)).toBeLessThan(1e-9);
    }),
    { numRuns: 300 },
  );
});
