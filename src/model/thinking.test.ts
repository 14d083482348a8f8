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
  ['without the opening tag, on a line of its own', 'hm\n</think>\n\n4', { text: '4', reasoning: 'hm' }],
  ['without the opening tag, with emphasis at its end', '*hm*</think>\n\n4', { text: '4', reasoning: '*hm*' }],
  ['without the opening tag, and a space after it', 'hm:</think> 4', { text: '4', reasoning: 'hm:' }],
  ['without the opening tag, and without an answer', 'hm\n</think>', { text: '', reasoning: 'hm' }],
  ['an empty one without the opening tag', '</think>\n\n4', { text: '4', reasoning: '' }],
  [
    'before an answer that speaks of the tags',
    '<think>hm</think>\n\nWrite <think> and </think> around it.',
    { text: 'Write <think> and </think> around it.', reasoning: 'hm' },
  ],
  [
    'before an answer with the tags in a block',
    'hm\n</think>\n\n```\n<think>\nx\n</think>\n```',
    { text: '```\n<think>\nx\n</think>\n```', reasoning: 'hm' },
  ],
  ...[
    'Strip the tags: write <think> and </think> around the reasoning.',
    'Rating: [[3]]\n(The answer ends with "</think>".)',
    'Close it by `</think>`, then answer.',
    'Rating: [[3]]\n(It ends with "done.</think>".)',
    'It ends with </think> and an answer.',
    'For example:\n<think>\nx\n</think>\n4',
  ].map((text): [string, string, object] => ['an answer that speaks of the closing tag', text, { text }]),
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

// A splitter of quadratic time would not be done before the runner's timeout.
test.each(['</think>', '<think>', ' ', '\t</think> ', '\n', ' </think> x'])(
  'takes time linear in a content of %j',
  (piece) => {
    splitThinking(piece.repeat(Math.ceil(2_000_000 / piece.length)));
  },
);
