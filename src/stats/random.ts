import { createHash } from 'node:crypto';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import { requireCount } from './require-count.ts';

/** A reproducible stream of random numbers. Every call advances the stream. */
export interface Random {
  /** Uniform number in [0, 1), a multiple of 2^-53. */
  next(): number;
  /** Uniform integer in 0..n-1, without modulo bias. RangeError unless `n` is a positive safe integer. */
  int(n: number): number;
  /** A shuffled copy, every order equally likely (Fisher-Yates). */
  shuffle<T>(items: readonly T[]): T[];
}

/**
 * Random numbers that depend on the seed only, the same on every machine (xoroshiro128+ of pure-rand).
 *
 * The seed is hashed with SHA-256 into the whole 128-bit state, so neighbouring seeds and seeds that share a prefix
 * give unrelated streams, and each use can have one of its own: ``random(`${seed}/bootstrap/coherence`)``.
 *
 * @param seed a number or a string; a number is the same seed as its decimal notation, 1 as '1'
 * @returns a new stream at its beginning
 * @see Blackman & Vigna (2021), "Scrambled linear pseudorandom number generators", ACM TOMS 47(4), for the generator;
 * Lemire (2019), "Fast random integer generation in an interval", ACM TOMACS 29(1), algorithm 5, for `int`; Knuth, The
 * Art of Computer Programming 2, algorithm 3.4.2P, for `shuffle`
 */
export function random(seed: number | string): Random {
  const hash = createHash('sha256').update(String(seed)).digest();
  const generator = xoroshiro128plusFromState([0, 4, 8, 12].map((offset) => hash.readInt32LE(offset)));

  function int(n: number): number {
    requireCount('n', n);
    if (n > MULTIPLIABLE) return uniformInt(generator, 0, n - 1);
    // A 32-bit draw times n falls into n equal stretches; draws in the part that does not divide evenly are rejected.
    let product = (generator.next() >>> 0) * n;
    if (product >>> 0 < n) {
      const uneven = 2 ** 32 % n;
      while (product >>> 0 < uneven) product = (generator.next() >>> 0) * n;
    }
    return Math.floor(product / 2 ** 32);
  }

  return {
    next: () => uniformFloat64(generator),
    int,
    shuffle: (items) => {
      const shuffled = [...items];
      for (let i = shuffled.length - 1; i > 0; i--) {
        const j = int(i + 1);
        [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
      }
      return shuffled;
    },
  };
}

/** Largest n for which 32 bits times n is exact in a double. */
const MULTIPLIABLE = 2 ** 21;
