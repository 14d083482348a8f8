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

test('"too many" halves it, down to one', async () => {
  const limit = new AdaptiveLimit(9);
  const seen = [];
  for (let i = 0; i < 5; i += 1) {
    await tooMany(limit);
    seen.push(limit.current);
  }
  expect(seen).toEqual([4, 2, 1, 1, 1]);
});

test('other errors leave it as it is', async () => {
  const limit = new AdaptiveLimit(8);
  await limit.run(() => Promise.reject(new Error('dropped')), isFull).catch(() => {});
  expect(limit.current).toBe(8);
});

test('a round of good replies raises it by one', async () => {
  const limit = new AdaptiveLimit(8);
  await tooMany(limit);
  await good(limit, 3);
  expect(limit.current).toBe(4);
  await good(limit, 1);
  expect(limit.current).toBe(5);
  await good(limit, 4);
  expect(limit.current).toBe(5);
  await good(limit, 1);
  expect(limit.current).toBe(6);
});

test('calls that began before a decrease neither lower nor raise it any more', async () => {
  const limit = new AdaptiveLimit(8);
  const calls = Array.from({ length: 8 }, pending);
  const ended = calls.map(({ call }) => limit.run(call, isFull).catch(() => {}));
  for (const { failed } of calls.slice(0, 4)) failed(full);
  await Promise.all(ended.slice(0, 4));
  expect(limit.current).toBe(4); // once halved, not four times
  for (const { done } of calls.slice(4)) done();
  await Promise.all(ended.slice(4));
  expect(limit.current).toBe(4); // four good replies to calls of the time before
});

test('it tells whether there is room, also right after a decrease', async () => {
  const limit = new AdaptiveLimit(4);
  const calls = Array.from({ length: 4 }, pending);
  const seen = [limit.hasRoom];
  const ended = calls.map(({ call }) => limit.run(call, isFull).catch(() => {}));
  seen.push(limit.hasRoom);
  calls[0]!.failed(full);
  await ended[0];
  expect({ current: limit.current, inFlight: limit.inFlight }).toEqual({ current: 2, inFlight: 3 });
  seen.push(limit.hasRoom);
  for (const { done } of calls) done();
  await Promise.all(ended);
  expect(limit.inFlight).toBe(0);
  seen.push(limit.hasRoom);
  expect(seen).toEqual([true, false, false, true]);
});
