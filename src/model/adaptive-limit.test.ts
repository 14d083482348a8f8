import { expect, test } from 'vitest';
import { AdaptiveLimit } from './adaptive-limit.ts';

const full = new Error('full');
const isFull = (error: unknown) => error === full;

/** A call whose end the test decides. */
function pending() {
  let done!: () => void;
  let failed!: (error: unknown) => void;
  const promise = new Promise<void>((resolve, reject) => {
    done = resolve;
    failed = reject;
  });
  return { call: () => promise, done, failed };
}

/** Runs so many calls one after the other, which all succeed. */
async function good(limit: AdaptiveLimit, times: number) {
  for (let i = 0; i < times; i += 1) await limit.run(async () => {}, isFull);
}

const tooMany = (limit: AdaptiveLimit) => limit.run(() => Promise.reject(full), isFull).catch(() => {});

test('it begins at the most and never exceeds it', async () => {
  const limit = new AdaptiveLimit(8);
  await good(limit, 100);
  expect(limit.current).toBe(8);
});

test('a round of which more than a third is "too many" halves it, down to one', async () => {
  const limit = new AdaptiveLimit(24);
  const seen = [];
  // A round is as many as the limit, and 12 at least: more than a third of 24 are 9, of 12 they are 5.
  for (let i = 0; i < 9 + 5 + 5 + 5 + 5 + 5; i += 1) {
    await tooMany(limit);
    seen.push(limit.current);
  }
  const times = (count: number, value: number) => Array.from({ length: count }, () => value);
  expect(seen).toEqual([...times(8, 24), ...times(5, 12), ...times(5, 6), ...times(5, 3), ...times(11, 1)]);
});

test('a round of which no more than a third is "too many" leaves it at its most', async () => {
  const limit = new AdaptiveLimit(9);
  for (let round = 0; round < 20; round += 1) {
    for (let i = 0; i < 4; i += 1) await tooMany(limit);
    expect(limit.current).toBe(9);
    await good(limit, 8);
  }
});

test('it stays near the most where one in ten is refused at any load, and comes back up to it', async () => {
  // The linear congruential generator of C's rand.
  let n = 1;
  const isRefused = () => {
    n = (n * 1_103_515_245 + 12_345) % 2 ** 31;
    return n / 2 ** 31 < 0.1;
  };
  const limit = new AdaptiveLimit(32);
  const run = async (calls: number) => {
    let sum = 0;
    for (let i = 0; i < calls; i += 1) {
      await (isRefused() ? tooMany(limit) : good(limit, 1));
      sum += limit.current;
    }
    return sum / calls;
  };
  expect(await run(2000)).toBeGreaterThan(28);
  for (let i = 0; i < 50; i += 1) await tooMany(limit);
  expect(limit.current).toBe(1);
  await run(1000);
  expect(await run(2000)).toBeGreaterThan(28);
});

test('other errors leave it as it is', async () => {
  const limit = new AdaptiveLimit(8);
  await limit.run(() => Promise.reject(new Error('dropped')), isFull).catch(() => {});
  expect(limit.current).toBe(8);
});

test('it comes back quickly to half of where it was full, and is held at two thirds of that', async () => {
  const limit = new AdaptiveLimit(24);
  for (let i = 0; i < 9 + 5 + 5 + 5; i += 1) await tooMany(limit);
  expect(limit.current).toBe(1);
  // Full at 24: as many good replies as it is raise it up to 12, a round from there on, and 12 rounds at 16.
  for (let reached = 1; reached < 24; reached += 1) {
    await good(limit, (reached === 16 ? 12 * 16 : reached) - 1);
    expect(limit.current).toBe(reached);
    await good(limit, 1);
    expect(limit.current).toBe(reached + 1);
  }
  for (let i = 0; i < 9; i += 1) await tooMany(limit);
  await good(limit, 12);
  expect(limit.current).toBe(13);
  // Full at 13: held at 8, for twelve rounds of 12.
  for (let i = 0; i < 5; i += 1) await tooMany(limit);
  expect(limit.current).toBe(6);
  await good(limit, 6 + 12);
  expect(limit.current).toBe(8);
  await good(limit, 12 * 12 - 1);
  expect(limit.current).toBe(8);
  await good(limit, 1);
  expect(limit.current).toBe(9);
});

test('calls that began before a decrease neither lower nor raise it any more', async () => {
  const limit = new AdaptiveLimit(8);
  const calls = Array.from({ length: 8 }, pending);
  const ended = calls.map(({ call }) => limit.run(call, isFull).catch(() => {}));
  for (const { failed } of calls.slice(0, 6)) failed(full);
  await Promise.all(ended.slice(0, 6));
  expect(limit.current).toBe(4); // once halved, not six times
  for (const { done } of calls.slice(6)) done();
  await Promise.all(ended.slice(6));
  expect(limit.current).toBe(4); // good replies to calls of the time before
});

test('it tells whether there is room, also right after a decrease', async () => {
  const limit = new AdaptiveLimit(10);
  const calls = Array.from({ length: 10 }, pending);
  const seen = [limit.hasRoom];
  const ended = calls.map(({ call }) => limit.run(call, isFull).catch(() => {}));
  seen.push(limit.hasRoom);
  for (const { failed } of calls.slice(0, 5)) failed(full);
  await Promise.all(ended.slice(0, 5));
  expect({ current: limit.current, inFlight: limit.inFlight }).toEqual({ current: 5, inFlight: 5 });
  seen.push(limit.hasRoom);
  for (const { done } of calls) done();
  await Promise.all(ended);
  expect(limit.inFlight).toBe(0);
  seen.push(limit.hasRoom);
  expect(seen).toEqual([true, false, false, true]);
});
