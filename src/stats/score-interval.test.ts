import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scoreInterval } from './score-interval.ts';

/** The quantile of the normal distribution for 95%. */
const Z = 1.9599639845400536;

describe('scoreInterval', () => {
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('gives Newcombe (1998), table I, method 3, for %i of %i', (successes, n, low, high) => {
    const interval = scoreInterval(successes, n, Z);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it('ends exactly at 0 and 1', () => {
    expect(scoreInterval(0, 7, Z).low).toBe(0);
    expect(scoreInterval(7, 7, Z).high).toBe(1);
  });

  const trials = fc
    .integer({ min: 1, max: 10_000 })
    .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

  it('ends where the score test just rejects', () => {
    fc.assert(
      fc.property(trials, ([successes, n]) => {
        const z2 = Z ** 2;
        const { low, high } = scoreInterval(successes, n, Z);
        for (const end of [low, high]) {
          if (end === 0 || end === 1) continue;
          const score = (successes - n * end) ** 2 / (n * end * (1 - end));
          expect(score / z2).toBeCloseTo(1, 6);
        }
      }),
    );
  });

  it('holds the proportion, stays within [0, 1], and mirrors when successes and failures swap', () => {
    fc.assert(
      fc.property(trials, ([successes, n]) => {
        const { low, high } = scoreInterval(successes, n, Z);
        const mirrored = scoreInterval(n - successes, n, Z);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(successes / n);
        expect(high).toBeGreaterThanOrEqual(successes / n);
        expect(mirrored.low).toBeCloseTo(1 - high, 12);
        expect(mirrored.high).toBeCloseTo(1 - low, 12);
      }),
    );
  });
});
