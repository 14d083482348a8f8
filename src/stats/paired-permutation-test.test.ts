import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairedPermutationTest } from './paired-permutation-test.ts';
import { random } from './random.ts';

describe('pairedPermutationTest', () => {
  const darwin = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];

  /** The exact p-value by its definition, over all sign assignments. */
  function naive(values: number[]): number {
    const sums = values.reduce<number[]>((all, value) => all.flatMap((sum) => [sum + value, sum - value]), [0]);
    return sums.filter((sum) => Math.abs(sum) >= Math.abs(sums[0]!)).length / sums.length;
  }

  it("gives 1726/32768 for Darwin's maize", () => {
    // Fisher (1935), The Design of Experiments, section 21, finds 5.267%; 1726 enumerated with Python.
    expect(pairedPermutationTest(darwin, { seed: 1, permutations: 2 ** 15 })).toBe(1726 / 32_768);
  });

  it('comes near the exact p-value at random', () => {
    // Standard error √(0.0527·0.9473/10000) = 0.0022.
    expect(Math.abs(pairedPermutationTest(darwin, { seed: 1 })! - 1726 / 32_768)).toBeLessThan(0.011);
  });

  it('counts by hand', () => {
    // Of the 8 sums ±1 ±2 ±3 only 6 and -6 are as far from 0 as 6.
    expect(pairedPermutationTest([1, 2, 3], { seed: 1 })).toBe(2 / 8);
    // Sum 4: -6, -4, 4, 6 of 8.
    expect(pairedPermutationTest([-1, 2, 3], { seed: 1 })).toBe(4 / 8);
  });

  it('counts ties that rounding hides', () => {
    // 0.1 + 0.2 - 0.3 is 5.6e-17; the mean is 0, which every assignment reaches.
    expect(pairedPermutationTest([0.1, 0.2, -0.3], { seed: 1 })).toBe(1);
    expect(pairedPermutationTest([0, 0, 0], { seed: 1 })).toBe(1);
  });

  it('is never 0', () => {
    const p = pairedPermutationTest(new Array<number>(100).fill(1), { seed: 1, permutations: 99 });
    expect(p).toBe(1 / 100);
  });

  it('equals the definition when exact, whatever the order, sign and unit', () => {
    const difference = fc.integer({ min: -5, max: 5 });
    fc.assert(
      fc.property(fc.array(difference, { minLength: 2, maxLength: 9 }), fc.integer(), (differences, seed) => {
        const expected = naive(differences);
        expect(pairedPermutationTest(differences, { seed })).toBe(expected);
        const shuffled = random(seed).shuffle(differences);
        expect(
          pairedPermutationTest(
            shuffled.map((value) => -0.1 * value),
            { seed },
          ),
        ).toBe(expected);
      }),
    );
  });

  it('is exact with many differences of 0', () => {
    const differences = [...new Array<number>(1000).fill(0), 1, 2, 3];
    expect(pairedPermutationTest(differences, { seed: 1 })).toBe(2 / 8);
  });

  it('flips whole clusters', () => {
    // Clusters sum to 3 and 3: of ±3 ±3 two reach 6. By single differences it is 2/16.
    const clusters = [[0, 2], [], [3, 1]];
    expect(pairedPermutationTest([1, 1, 2, 2], { seed: 1, clusters })).toBe(2 / 4);
    expect(pairedPermutationTest([1, 1, 2, 2], { seed: 1 })).toBe(2 / 16);
  });

  it('is the same without clusters and with clusters of one', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 30 }), fc.integer(), (differences, seed) => {
        const options = { seed, permutations: 200 };
        const clusters = differences.map((_, i) => [i]);
        expect(pairedPermutationTest(differences, { ...options, clusters })).toBe(
          pairedPermutationTest(differences, options),
        );
      }),
    );
  });

  it('rejects a true null hypothesis at its level', () => {
    // 400 samples of 20 symmetric differences: at 10% about 40 rejections, standard deviation 6.
    const stream = random('null hypothesis');
    let rejections = 0;
    for (let sample = 0; sample < 400; sample += 1) {
      const differences = Array.from({ length: 20 }, () => stream.next() - 0.5);
      if (pairedPermutationTest(differences, { seed: sample, permutations: 499 })! <= 0.1) rejections += 1;
    }
    expect(rejections).toBeGreaterThan(15);
    expect(rejections).toBeLessThan(65);
  });

  it('is undefined for fewer than 2 differences or clusters', () => {
    expect(pairedPermutationTest([], { seed: 1 })).toBeUndefined();
    expect(pairedPermutationTest([1], { seed: 1 })).toBeUndefined();
    expect(pairedPermutationTest([1, 2], { seed: 1, clusters: [[0, 1]] })).toBeUndefined();
  });

  it('refuses missing differences and clusters that are no partition', () => {
    expect(() => pairedPermutationTest([1, Number.NaN], { seed: 1 })).toThrow(RangeError);
    expect(() => pairedPermutationTest([1, 2], { seed: 1, permutations: 0 })).toThrow(RangeError);
    for (const clusters of [[[0]], [[0], [0]], [[0], [1], [1]], [[0], [2]], [[0], [0.5]]]) {
      expect(() => pairedPermutationTest([1, 2], { seed: 1, clusters })).toThrow(RangeError);
    }
  });
});
