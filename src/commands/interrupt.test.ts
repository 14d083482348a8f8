import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { interruptible } from './interrupt.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('after an interrupt nothing starts, and what is in flight is cut off five seconds later', () => {
  const told: string[] = [];
  const { control, dispose } = interruptible((message) => told.push(message), vi.fn());
  process.emit('SIGINT');
  expect(control).toMatchObject({ stop: { aborted: true }, abort: { aborted: false } });
  expect(told).toEqual([expect.stringMatching(/^Stopping: calls in flight may finish \(at most 5 s\)/)]);
  vi.advanceTimersByTime(4999);
  expect(control.abort.aborted).toBe(false);
  vi.advanceTimersByTime(1);
  expect(control.abort.aborted).toBe(true);
  dispose();
});

test('where nothing is in flight any more, the program does not wait for those seconds', () => {
  const before = process.listenerCount('SIGINT');
  const { dispose } = interruptible(vi.fn(), vi.fn());
  process.emit('SIGINT');
  expect(vi.getTimerCount()).toBe(1);
  dispose();
  expect(vi.getTimerCount()).toBe(0);
  expect(process.listenerCount('SIGINT')).toBe(before);
});
