import { stripVTControlCharacters } from 'node:util';
import { expect, test, vi } from 'vitest';
import type { Outcome } from '../model/ask.ts';
import type { Plan, PlannedModel } from '../pipeline/plan.ts';
import { Totals } from '../pipeline/totals.ts';
import { Progress } from './progress.ts';

const SAVE = '\u001b7';
const RESTORE = '\u001b8';

/** What is written to a terminal, or to a pipe. */
function progressOn({ terminal }: { terminal: boolean }) {
  const written: string[] = [];
  const write = (text: string) => written.push(text) > 0;
  const stream = { isTTY: terminal, columns: 80, write, on: () => {} } as unknown as NodeJS.WriteStream;
  return { progress: new Progress('run', { stream, bar: terminal }), text: () => written.join('') };
}

const plan = (calls: number, held: number): Plan => ({
  models: new Map([['m', { calls, held } as PlannedModel]]),
  again: 0,
  missing: [],
});

test('what is told during a run stands above the bar, and is not overwritten when the bar ends', () => {
  const { progress, text } = progressOn({ terminal: true });
  progress.planned(plan(10, 0), 'recording.jsonl');
  progress.noticed('the server is full');
  progress.stop();
  const notice = text().indexOf('the server is full');
  expect(notice).toBeGreaterThan(0);
  expect(text().lastIndexOf(RESTORE)).toBeGreaterThan(notice);
  // The place to which the bar goes back is below the notice.
  expect(text().lastIndexOf(SAVE)).toBeGreaterThan(text().indexOf('\n', notice));
});

test('in a pipe there are lines only', () => {
  const { progress, text } = progressOn({ terminal: false });
  progress.planned(plan(10, 4), 'recording.jsonl');
  progress.noticed('the server is full');
  progress.stop();
  expect(stripVTControlCharacters(text())).toBe(
    'run: 10 calls, 4 of them recorded · recording: recording.jsonl\nthe server is full\n',
  );
});

test('a run that asks nothing has no bar', () => {
  const { progress, text } = progressOn({ terminal: true });
  progress.planned(plan(10, 10), 'recording.jsonl');
  progress.stop();
  expect(stripVTControlCharacters(text())).toBe('run: 10 calls, all of them recorded\n');
});

test('a call that asks once more counts from when it is asked', () => {
  vi.useFakeTimers();
  const { progress, text } = progressOn({ terminal: true });
  const answered = { status: 'answered', reply: { text: '', finish: 'stop', seconds: 0 } } as Outcome;
  progress.planned(plan(2, 0), 'recording.jsonl');
  progress.outcome(answered, false, new Totals());
  progress.askedAgain();
  progress.outcome(answered, false, new Totals());
  vi.advanceTimersByTime(500); // the bar is drawn now and then
  progress.stop();
  vi.useRealTimers();
  expect(stripVTControlCharacters(text())).toContain('2/3 calls');
});
