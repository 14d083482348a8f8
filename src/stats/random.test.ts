import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mean } from './mean.ts';
import { pearson } from './pearson.ts';
import { random } from './random.ts';
import { standardDeviation } from './standard-deviation.ts';

describe('random', () => {
  it('gives the same stream for the same seed, and a number the stream of its notation', () => {
    const draws = (seed: number | string) => {
      const stream = random(seed);
      return [stream.next(), stream.int(10), ...stream.shuffle([1, 2, 3, 4]), stream.next()];
    };
    expect(draws('a')).toEqual(draws('a'));
    expect(draws(7)).toEqual(draws('7'));
    expect(draws(7)).not.toEqual(draws(8));
  });

  it('stays the same from release to release', () => {
    // SHA-256 of '1' gives the state, the rest is xoroshiro128+ and Lemire's method in arithmetic of big integers.
    const hash = createHash('sha256').update('1').digest();
    const mask = 2n ** 64n - 1n;
    const word = (offset: number) => BigInt(hash.readUInt32LE(offset));
    let s0 = (word(0) << 32n) | word(4);
    let s1 = (word(8) << 32n) | word(12);
    const rotate = (x: bigint, k: bigint) => ((x << k) | (x >> (64n - k))) & mask;
    const next = () => {
      const result = (s0 + s1) & 0xffffffffn;
      s1 ^= s0;
      s0 = rotate(s0, 24n) ^ s1 ^ ((s1 << 16n) & mask);
      s1 = rotate(s1, 37n);
      return result;
    };
    const stream = random(1);
    for (let i = 0; i < 100; i += 1) expect(stream.int(1000)).toBe(Number((next() * 1000n) >> 32n));
  });

  it('gives unrelated streams to seeds that differ by their end', () => {
    const a = random('1/bootstrap/coherence');
    const b = random('1/bootstrap/relevance');
    const x = Array.from({ length: 2000 }, () => a.next());
    const y = Array.from({ length: 2000 }, () => b.next());
    expect(Math.abs(pearson(x, y)!)).toBeLessThan(0.1);
  });

  it('draws numbers in [0, 1) with the mean and variance of a uniform distribution', () => {
    const stream = random('uniform');
    const draws = Array.from({ length: 20_000 }, () => stream.next());
    expect(Math.min(...draws)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...draws)).toBeLessThan(1);
    // 1/2 and 1/√12, within five standard errors.
    expect(Math.abs(mean(draws)! - 0.5)).toBeLessThan(0.0102);
    expect(Math.abs(standardDeviation(draws)! - 12 ** -0.5)).toBeLessThan(0.005);
  });

  it('draws every integer equally often', () => {
    const stream = random('integers');
    const counts = new Array<number>(6).fill(0);
    for (let i = 0; i < 60_000; i += 1) counts[stream.int(6)]! += 1;
    const chiSquared = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    expect(chiSquared).toBeLessThan(20.5); // 99.9% point of χ² with 5 degrees of freedom
  });

  it('draws integers in range', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 2 ** 53 - 1 }), (seed, n) => {
        const drawn = random(seed).int(n);
        expect(Number.isInteger(drawn)).toBe(true);
        expect(drawn).toBeGreaterThanOrEqual(0);
        expect(drawn).toBeLessThan(n);
      }),
    );
    expect(random(1).int(1)).toBe(0);
  });

  it.each([0, -1, 2.5, Number.NaN])('refuses int(%s)', (n) => {
    expect(() => random(1).int(n)).toThrow(RangeError);
  });

  it('shuffles a copy', () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.integer()), (seed, items) => {
        const before = [...items];
        const shuffled = random(seed).shuffle(items);
        expect(items).toEqual(before);
        expect([...shuffled].sort()).toEqual([...items].sort());
      }),
    );
  });

  it('shuffles into every order equally often', () => {
    const stream = random('orders');
    const counts = new Map<string, number>();
    for (let i = 0; i < 12_000; i += 1) {
      const order = stream.shuffle(['a', 'b', 'c']).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    const chiSquared = [...counts.values()].reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0);
    expect(chiSquared).toBeLessThan(20.5); // 99.9% point of χ² with 5 degrees of freedom
  });
});
