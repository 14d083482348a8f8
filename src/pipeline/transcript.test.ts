import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../test/support/temp-folder.ts';
import { UsageError } from '../errors.ts';
import type { Question } from '../model/ask.ts';
import { Transcript, transcribed } from './transcript.ts';

const model = { name: 'judge', model: 'judge', backend: 'test' };
const reply = (text: string) => ({ text, finish: 'stop', seconds: 0 });

/** A question, asked for the n-th time again. */
const question = (task: string, ask = 0): Question => ({
  model,
  task,
  messages: [],
  repetition: 0,
  ask,
  expectedTokens: 1,
});

test('a task that was asked several times has its replies in the order of its lines', async () => {
  const lines = [
    transcribed('a', JSON.stringify({ key: '1', reply: reply('Hm.') })),
    transcribed('b', JSON.stringify({ key: '2', failed: 'timed-out', message: 'no answer' })),
    transcribed('a', JSON.stringify({ key: '3', reply: reply('7') })),
    transcribed('c', JSON.stringify({ key: '' })),
  ];
  const path = join(tempFolder({ 'calls.jsonl': `${lines.join('\n')}\n` }), 'calls.jsonl');
  const transcript = await Transcript.read(path);
  const common = { model, task: 'a' };
  expect(transcript.answer(question('a'))).toEqual({
    outcome: { ...common, status: 'answered', key: '1', reply: reply('Hm.') },
    line: lines[0],
  });
  expect(transcript.answer(question('a', 1))).toEqual({
    outcome: { ...common, status: 'answered', key: '3', reply: reply('7') },
    line: lines[2],
  });
  expect(transcript.answer(question('b'))).toEqual({
    outcome: { model, task: 'b', status: 'failed', key: '2', reason: 'timed-out', message: 'no answer' },
    line: lines[1],
  });
  // What the run did not come to.
  for (const [task, ask] of [
    ['a', 2],
    ['c', 0],
    ['d', 0],
  ] as const)
    expect(transcript.answer(question(task, ask))).toEqual({
      outcome: { model, task, status: 'planned', key: '' },
    });
});

test.each(['{"task":"b","key', '[]', 'null', '{"key":"2"}', '{"task":"b"}'])(
  'a line that is damaged is told of: %s',
  async (damaged) => {
    const whole = transcribed('a', JSON.stringify({ key: '1', reply: reply('7') }));
    const path = join(tempFolder({ 'calls.jsonl': `${whole}\n${damaged}\n` }), 'calls.jsonl');
    await expect(Transcript.read(path)).rejects.toThrow(UsageError);
    await expect(Transcript.read(path)).rejects.toThrow(/calls\.jsonl:2: .*damaged/);
  },
);
