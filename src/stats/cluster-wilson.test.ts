import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusterWilson } from './cluster-wilson.ts';
import type { Interval } from './interval.ts';
import { random } from './random.ts';
import { scoreInterval } from './score-interval.ts';

const sessions = (count: number, turns: number, value: (session: number, turn: number) => number) =>
  Array.from({ length: count }, (_, s) => Array.from({ length: turns }, (_, t) => value(s, t)));

const width = ({ low, high }: Interval) => high - low;

describe('clusterWilson', () => {
  it('does not shrink to a point where all values are alike', () => {
    const passed = clusterWilson(sessions(10, 1, () => 1))!;
    expect(passed.high).toBe(1);
    // Wilson's 0.7225 for 10 of 10 with z = 1.96; with t(9) = 2.262 it is 10 / (10 + 2.262²) = 0.6615.
    expect(passed.low).toBeCloseTo(0.6615, 3);
    const failed = clusterWilson(sessions(10, 8, () => 0))!;
    expect(failed.low).toBe(0);
    expect(failed.high).toBeCloseTo(1 - passed.low, 12);
  });

  it('takes values that differ by rounding alone for alike', () => {
    // 0.1 + 0.2 is not 0.3: means of the same judges in another order.
    const { low, high } = clusterWilson([[0.1 + 0.2], [0.3], [0.3], [0.1 + 0.2]])!;
    const alike = clusterWilson([[0.3], [0.3], [0.3], [0.3]])!;
    expect(low).toBeCloseTo(alike.low, 9);
    expect(high).toBeCloseTo(alike.high, 9);
  });

  it('comes to Wilson’s interval for many clusters of one value', () => {
    const { low, high } = clusterWilson(sessions(2000, 1, (s) => (s % 10 === 0 ? 1 : 0)))!;
    const expected = scoreInterval(200, 2000, 1.9599639845400536);
    expect(low).toBeCloseTo(expected.low, 3);
    expect(high).toBeCloseTo(expected.high, 3);
  });

  it('takes clusters that are each of one kind for one value each', () => {
    const { low, high } = clusterWilson(sessions(40, 8, (s) => s % 2))!;
    const single = clusterWilson(sessions(40, 1, (s) => s % 2))!;
    expect(low).toBeCloseTo(single.low, 3);
    expect(high).toBeCloseTo(single.high, 3);
  });

  it('knows less from no failure at all than from one, which may come alone', () => {
    const none = clusterWilson(sessions(80, 8, () => 1))!;
    const one = clusterWilson(sessions(80, 8, (s, t) => (s === 3 && t === 5 ? 0 : 1)))!;
    expect(width(one)).toBeLessThan(width(none));
    expect(one.high).toBeLessThan(1);
  });

  it('is narrower where values lie between 0 and 1', () => {
    const whole = clusterWilson(sessions(80, 8, (s, t) => (s + t) % 2))!;
    const ties = clusterWilson(sessions(80, 8, (s, t) => ((s + t) % 4 === 0 ? 1 : (s + t) % 4 === 2 ? 0 : 0.5)))!;
    expect(width(ties)).toBeLessThan(width(whole));
  });

  // Beta-binomial sessions by Pólya's urn. The figures of the docstring are from 2000 trials each.
  it.each([
    [10, 0.02],
    [10, 0.1],
    [10, 0.5],
    [80, 0.02],
    [80, 0.1],
    [80, 0.97],
  ])('covers in 95% of runs of %i sessions of 8 dependent turns with p = %f', (count, p) => {
    const { next } = random(`cover/${count}/${p}`);
    const weight = 1 / 0.3 - 1;
    const trials = 300;
    let covered = 0;
    for (let trial = 0; trial < trials; trial += 1) {
      const drawn = Array.from({ length: count }, () => {
        let passes = 0;
        return Array.from({ length: 8 }, (_, t) => {
          const value = next() < (weight * p + passes) / (weight + t) ? 1 : 0;
          passes += value;
          return value;
        });
      });
      const { low, high } = clusterWilson(drawn)!;
      if (low <= p && p <= high) covered += 1;
    }
    // Two standard errors of a share of 0.95 over 300 trials.
    expect(covered / trials).toBeGreaterThan(0.925);
  });

  it('holds the share, and mirrors when passes and failures swap', () => {
    const value = fc.constantFrom<number[]>(0, 0.5, 1);
    const cluster = fc.array(value, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.array(cluster, { minLength: 2, maxLength: 30 }), (clusters) => {
        const { low, high } = clusterWilson(clusters)!;
        const values = clusters.flat();
        const share = values.reduce((sum, each) => sum + each, 0) / values.length;
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(share + 1e-12);
        expect(high).toBeGreaterThanOrEqual(share - 1e-12);
        expect(high - low).toBeGreaterThan(0);
        const mirrored = clusterWilson(clusters.map((own) => own.map((each) => 1 - each)))!;
        expect(mirrored.low).toBeCloseTo(1 - high, 9);
        expect(mirrored.high).toBeCloseTo(1 - low, 9);
      }),
    );
  });

  it('is undefined for fewer than 2 clusters, and refuses a level that is none', () => {
    expect(clusterWilson([[1, 0, 1]])).toBeUndefined();
    expect(clusterWilson([[1], []])).toBeUndefined();
    expect(() => clusterWilson([[1], [0]], 1)).toThrow(RangeError);
  });
});
