import { expect, test } from 'vitest';
import { RateLimit, type RateLimits } from './rate-limit.ts';

/** A limit whose clock the test turns. */
function limited(limits: RateLimits) {
  const clock = { now: 0 };
  const limit = new RateLimit(limits, () => clock.now);
  return { limit, clock };
}

/** Starts calls of these tokens one after the other, each when it may. @returns when each began, in seconds */
function startsOf(limits: RateLimits, calls: readonly number[], step = 0): number[] {
  const { limit, clock } = limited(limits);
  return calls.map((tokens) => {
    clock.now += limit.pause(tokens);
    limit.start(tokens);
    const at = clock.now / 1000;
    clock.now += step;
    return at;
  });
}

test('no sixty seconds have more requests than the limit', () => {
  const at = startsOf({ requestsPerMinute: 3 }, Array(8).fill(1), 5000);
  expect(at).toEqual([0, 5, 10, 60, 65, 70, 120, 125]);
});

test('no sixty seconds have more tokens than the limit', () => {
  expect(startsOf({ tokensPerMinute: 100 }, [40, 40, 40, 20, 90], 1000)).toEqual([0, 1, 60, 61, 121]);
});

test('both limits are kept together', () => {
  const limits = { requestsPerMinute: 2, tokensPerMinute: 100 };
  expect(startsOf(limits, [10, 10, 10, 90, 5])).toEqual([0, 0, 60, 60, 120]);
});

test('without limits nothing waits', () => {
  expect(startsOf({}, [1e9, 1e9])).toEqual([0, 0]);
});

test('a call larger than the limit has a minute to itself', () => {
  expect(startsOf({ tokensPerMinute: 100 }, [10, 500, 10])).toEqual([0, 60, 120]);
});

test('what a call took replaces what was expected', () => {
  const { limit, clock } = limited({ tokensPerMinute: 100 });
  const call = limit.start(90);
  expect(limit.pause(50)).toBe(60_000);
  limit.correct(call, 30);
  expect(limit.pause(50)).toBe(0);
  limit.correct(call, 80);
  expect(limit.pause(50)).toBe(60_000);
  clock.now = 60_000;
  expect(limit.pause(100)).toBe(0);
});

test('a call that is corrected after its minute changes nothing any more', () => {
  const { limit, clock } = limited({ tokensPerMinute: 100 });
  const call = limit.start(10);
  clock.now = 60_000;
  limit.correct(call, 1_000_000);
  expect(limit.pause(100)).toBe(0);
});

test('a long run keeps only a minute', () => {
  const { limit, clock } = limited({ requestsPerMinute: 100 });
  for (let i = 0; i < 10_000; i += 1) {
    clock.now += limit.pause(1);
    limit.start(1);
  }
  // The n-th hundred starts in the n-th minute.
  expect(clock.now).toBe(99 * 60_000);
});
