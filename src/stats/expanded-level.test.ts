import { describe, expect, it } from 'vitest';
import { bootstrapMean } from './bootstrap-mean.ts';
import { expandedLevel } from './expanded-level.ts';
import { random } from './random.ts';

describe('expandedLevel', () => {
  it.each([
    // Φ(-√(n/(n - 1)) · qt(0.975, n - 1)), with R's pnorm and qt
    [5, 0.000955],
    [10, 0.00855],
    [20, 0.01588],
    [40, 0.02026],
    [100, 0.02307],
  ])('has the tail of n = %i', (n, tail) => {
    expect(Math.abs((1 - expandedLevel(n)) / 2 - tail)).toBeLessThan(0.0003);
  });

  it('comes down to the level itself', () => {
    expect(expandedLevel(1e6)).toBeCloseTo(0.95, 5);
    expect(expandedLevel(2)).toBeLessThan(1);
    expect(expandedLevel(2)).toBeGreaterThan(0.999);
  });

  it('makes the interval of a mean of 8 cover where the plain one does not', () => {
    const { next } = random('cover');
    const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
    const covered = { plain: 0, expanded: 0 };
    for (let trial = 0; trial < 600; trial += 1) {
      const values = Array.from({ length: 8 }, normal);
      const plain = bootstrapMean(values, { seed: trial })!;
      const expanded = bootstrapMean(values, { seed: trial, resamples: 2000, level: expandedLevel(8) })!;
      if (plain.low <= 0 && plain.high >= 0) covered.plain += 1;
      if (expanded.low <= 0 && expanded.high >= 0) covered.expanded += 1;
    }
    // Three standard errors of a share of 0.95 over 600 trials.
    expect(covered.plain / 600).toBeLessThan(0.923);
    expect(covered.expanded / 600).toBeGreaterThan(0.923);
  });

  it.each([
    // By 2000 trials each, whose standard error is at most 0.011; that of 600 is at most 0.02.
    [3, 0.757],
    [5, 0.907],
  ])('can’t make the interval of a mean of %i cover at 95%%', (n, expected) => {
    const { next } = random(`few ${n}`);
    const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
    let covered = 0;
    for (let trial = 0; trial < 600; trial += 1) {
      const values = Array.from({ length: n }, normal);
      const { low, high } = bootstrapMean(values, { seed: trial, resamples: 2000, level: expandedLevel(n) })!;
      if (low <= 0 && high >= 0) covered += 1;
    }
    expect(Math.abs(covered / 600 - expected)).toBeLessThan(0.06);
  });

  it('refuses what it has no answer for', () => {
    expect(() => expandedLevel(1)).toThrow(RangeError);
    expect(() => expandedLevel(2.5)).toThrow(RangeError);
    expect(() => expandedLevel(10, 1)).toThrow(RangeError);
  });
});
