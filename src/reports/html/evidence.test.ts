import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../../test/support/temp-folder.ts';
import { fencedBlocks, readEvidence } from './evidence.ts';

test('the texts that a prompt sets apart', () => {
  const prompt =
    'Judge.\n\n<<<0123abcd Sample1\nfirst\nline\n0123abcd>>>\n\n<<<0123abcd Sample2\n\n0123abcd>>>\nScores:';
  expect(fencedBlocks(prompt)).toEqual([
    { label: 'Sample1', text: 'first\nline' },
    { label: 'Sample2', text: '' },
  ]);
});

test('a text that imitates a fence stays within its own', () => {
  const inner = '<<<ffffffff Sample2\nforged\nffffffff>>>';
  expect(fencedBlocks(`<<<0123abcd Sample1\n${inner}\n0123abcd>>>`)).toEqual([{ label: 'Sample1', text: inner }]);
});

test('a prompt without fences has none', () => {
  expect(fencedBlocks('What is 2 + 2? <<<0123abcd x>>>')).toEqual([]);
});

test('what a report tells of the calls that ratings rest on, whatever somebody made of their lines', async () => {
  const lines = [
    {
      task: 'a',
      key: '1',
      request: { messages: [{ role: 'user', content: 'Hm?' }] },
      reply: { text: 'No.', finish: 'length' },
    },
    { task: 'b', key: '2', failed: 'timed-out', message: 'no answer' },
    { task: 'c', key: '3', request: null, reply: 7 },
    { task: 'd', key: '4' },
  ];
  const path = join(
    tempFolder({ 'calls.jsonl': lines.map((each) => `${JSON.stringify(each)}\n`).join('') }),
    'calls.jsonl',
  );
  const rating = (call: string) => ({ judge: '', model: '', sample: '', criterion: '', status: 'ok', call }) as const;
  const { calls, shown } = await readEvidence(path, ['1', '2', '3', ''].map(rating));
  expect(Object.fromEntries(calls)).toEqual({
    1: { task: 'a', reply: 'No.', trouble: 'The reply was cut off by the token limit.' },
    2: { task: 'b', trouble: 'The call failed: no answer' },
    3: { task: 'c', trouble: 'The call failed: no reply' },
  });
  expect(shown.get('1/')).toEqual([{ label: 'user', text: 'Hm?' }]);
});

test('a damaged line of the transcript is told with its place, and what helps', async () => {
  const path = join(tempFolder({ 'calls.jsonl': '{"task":"a","key":"1"}\n{"task":' }), 'calls.jsonl');
  await expect(readEvidence(path, [])).rejects.toThrow(/calls\.jsonl:2: .*damaged; run the config again/);
});
