import { expect, test } from 'vitest';
import { Address } from './address.ts';
import type { Backend } from './chat.ts';
import { ModelError } from './model-error.ts';

const broken = new ModelError('server-error', 'retry', 'broken');
const full = new ModelError('rate-limited', 'retry', 'full');
const lacking = new ModelError('not-found', 'end-run', 'no such model');
const address = (concurrency = 4) => new Address({ address: 'here' } as Backend, concurrency);

test('three failures in a row take it out; a reply between them does not count them together', () => {
  const one = address();
  expect([one.failed(0, broken), one.failed(0, broken)]).toEqual([false, false]);
  one.answered(0);
  expect([one.failed(0, broken), one.failed(0, broken), one.failed(0, broken)]).toEqual([false, false, true]);
});

test('one that can not serve the run goes at the first failure, and is not looked after', () => {
  const one = address();
  expect(one.failed(0, lacking)).toBe(true);
  expect(one.goOut(lacking, 0)).toBeUndefined();
  expect(one.state).toBe('gone');
  expect(one.isDue(1e9)).toBe(false);
});

test('a server that is full is sound, unless it is full with a single call', () => {
  const [several, single] = [address(2), address(1)];
  expect([1, 2, 3].map(() => several.failed(0, full))).toEqual([false, false, false]);
  expect([1, 2, 3].map(() => single.failed(0, full))).toEqual([false, false, true]);
});

test('calls that began before it went out say nothing of it any more', () => {
  const one = address();
  one.goOut(broken, 0);
  expect(one.answered(0)).toBe(false);
  expect(one.state).toBe('out');
  expect(one.answered(one.outs)).toBe(true);
  expect(one.state).toBe('in');
  expect([1, 2, 3].map(() => one.failed(0, broken))).toEqual([false, false, false]);
});

test('pauses double up to a minute, and are short again after fifty replies', () => {
  const one = address();
  const pauses = Array.from({ length: 8 }, () => one.goOut(broken, 0));
  expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
  for (let i = 0; i < 50; i += 1) one.answered(one.outs);
  expect(one.goOut(broken, 0)).toBe(1000);
});

test('it is due when its pause is over and nobody looks yet', () => {
  const one = address();
  expect(one.isDue(0)).toBe(false);
  one.goOut(broken, 5000);
  expect([one.isDue(5999), one.isDue(6000)]).toEqual([false, true]);
  one.probing = true;
  expect(one.isDue(6000)).toBe(false);
});

test('how it fared', () => {
  const one = address(4);
  one.goOut(broken, 0);
  expect(one.summary()).toEqual({ address: 'here', concurrency: 4, limit: 4, outs: 1 });
});
