import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitThinking } from './thinking.ts';

test.each([
  ['no reasoning', 'The answer is 4.', { text: 'The answer is 4.' }],
  ['before the answer', '<think>2 + 2</think>\n\n4', { text: '4', reasoning: '2 + 2' }],
  [
    'without the opening tag, as after some chat templates',
    'hm, 2 + 2</think>4',
    { text: '4', reasoning: 'hm, 2 + 2' },
  ],
  ['empty, as models do that were told not to think', '<think>\n\n</think>\n\n4', { text: '4', reasoning: '' }],
  ['cut off within the reasoning', ' <think>2 + 2 is', { text: '', reasoning: '2 + 2 is' }],
  ['that speaks of its own tag', '<think>a </think> b</think>c', { text: 'c', reasoning: 'a </think> b' }],
  ['an answer that names the tag later on', 'Models write <think> first.', { text: 'Models write <think> first.' }],
])('%s', (_, content, split) => {
  expect(splitThinking(content)).toEqual(split);
});

test('what comes after the reasoning is the answer, whatever it is', () => {
  const plain = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('think>'));
  fc.assert(
    fc.property(plain, plain, (reasoning, answer) => {
      expect(splitThinking(`<think>${reasoning}</think>${answer}`)).toEqual({
        text: answer.trimStart(),
        reasoning: reasoning.trim(),
      });
    }),
  );
});
