import { stripVTControlCharacters } from 'node:util';
import { expect, test, vi } from 'vitest';
import type { Model, Outcome } from '../model/ask.ts';
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

test('calls that nobody planned make the whole larger, so that no more are done than there are', () => {
  const { progress, text } = progressOn({ terminal: false });
  progress.planned(plan(1, 0), 'recording.jsonl');
  for (let i = 0; i < 3; i += 1) {
    progress.outcome({ status: 'answered', reply: { text: '' } } as Outcome, false, new Totals());
  }
  progress.collected();
  expect(stripVTControlCharacters(text())).toContain('run: 3/3 calls');
});

test('a kind of failure is told of some times, not ten thousand', () => {
  const { progress, text } = progressOn({ terminal: false });
  progress.planned(plan(10_000, 0), 'recording.jsonl');
  const totals = new Totals();
  const model = { name: 'm', model: 'm', backend: 'b' };
  for (const reason of ['too-long', 'filtered'] as const) {
    for (let i = 0; i < 5000; i += 1) {
      const task = `${reason} ${i}`;
      progress.outcome({ status: 'failed', key: '', task, model, reason, message: 'no' }, false, totals);
    }
  }
  progress.collected();
  const lines = stripVTControlCharacters(text()).split('\n');
  expect(lines).toContain('too-long 9: no');
  expect(lines).toContain('more calls that fail so (filtered) are counted here, and told of in calls.jsonl');
  expect(text()).toContain('10,000 failed');
  expect(lines.length).toBeLessThan(30);
});

test('what a run will cost is foreseen from each model for itself', () => {
  vi.useFakeTimers();
  const { progress, text } = progressOn({ terminal: true });
  const priced = (name: string, each: number, calls: number) => {
    const model = { name, price: { input: each, output: each } } as Model;
    const size = { calls, held: 0, characters: 4e6 * calls, replyTokens: 0 };
    return { model, planned: { ...size, first: { model } } as PlannedModel };
  };
  const [cheap, dear] = [priced('cheap', 1, 2), priced('dear', 50, 10)];
  const models = new Map([cheap, dear].map(({ model, planned }) => [model.name, planned]));
  progress.planned({ models, again: 0, missing: [] }, 'recording.jsonl');
  // A call takes half a million tokens; planned was a million.
  const usage = { promptTokens: 500_000, completionTokens: 0 };
  const totals = new Totals();
  const ask = (model: Model) => {
    const outcome = { status: 'answered', model, reply: { text: '', usage } } as Outcome;
    totals.add(outcome, false);
    progress.outcome(outcome, false, totals);
    vi.advanceTimersByTime(500); // the bar is drawn now and then
  };
  ask(cheap.model);
  expect(stripVTControlCharacters(text())).toContain('$0.50 of about $501.00');
  ask(cheap.model);
  ask(dear.model);
  progress.stop();
  vi.useRealTimers();
  expect(stripVTControlCharacters(text())).toContain('$26.00 of about $251.00');
});

test('what is left of a run that goes on is foreseen from the calls that are recorded', () => {
  vi.useFakeTimers();
  const { progress, text } = progressOn({ terminal: true });
  const model = { name: 'm', price: { input: 1, output: 1 } } as Model;
  const size = { calls: 4, held: 1, characters: 12e6, replyTokens: 0 }; // planned is a million tokens a call
  progress.planned(
    { models: new Map([['m', { ...size, first: { model } } as PlannedModel]]), again: 0, missing: [] },
    'recording.jsonl',
  );
  const usage = { promptTokens: 500_000, completionTokens: 0 };
  const outcome = { status: 'answered', model, reply: { text: '', usage } } as Outcome;
  const totals = new Totals();
  totals.add(outcome, true);
  progress.outcome(outcome, true, totals);
  vi.advanceTimersByTime(500); // the bar is drawn now and then
  progress.stop();
  vi.useRealTimers();
  // Three calls to come, of half a million tokens each, as the recorded one.
  expect(stripVTControlCharacters(text())).toContain('$0 of about $1.50');
});

test('what models and servers are called or say is no command to the log of GitHub', () => {
  vi.stubEnv('GITHUB_ACTIONS', 'true');
  const { progress, text } = progressOn({ terminal: false });
  progress.planned(plan(3, 0), 'recording.jsonl');
  const model = { name: 'm', model: 'm', backend: 'b' };
  const failed = { status: 'failed', key: '', task: '::error::pwned on q1', model, reason: 'filtered' } as const;
  progress.outcome({ ...failed, message: '##[error]pwned' }, false, new Totals());
  progress.retried('overloaded', `${'wrapped '.repeat(9)}::error::pwned`);
  progress.noticed('::warning::pwned');
  progress.collected();
  vi.unstubAllEnvs();
  expect(text()).toContain('pwned on q1');
  expect(text()).not.toMatch(/^\s*::/m);
  expect(text()).not.toContain('##[');
});
