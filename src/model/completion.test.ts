import { expect, test } from 'vitest';
import { readCompletion } from './completion.ts';

const read = (choice: object, usage?: object) => readCompletion({ choices: [choice], ...(usage && { usage }) }, 'host');
const ended = (finish_reason: unknown) => read({ message: { content: 'Hel' }, finish_reason });

test.each([
  'stop',
  'eos', // Together
  'eos_token', // TGI
  'stop_sequence',
  'end_turn', // xAI
  'tool_calls',
  'STOP',
  'constructor',
  null,
  undefined,
  5,
])('a reply that ends with %o is whole', (reason) => {
  expect(ended(reason)).toEqual({ text: 'Hel', finish: 'stop' });
});

test.each(['length', 'max_tokens', 'MAX_TOKENS', 'model_length', 'model_context_window_exceeded'])(
  'a reply that ends with "%s" was cut off',
  (reason) => {
    expect(ended(reason).finish).toBe('length');
  },
);

test.each([
  'content_filter',
  'SAFETY',
  'RECITATION',
  'BLOCKLIST',
  'PROHIBITED_CONTENT',
  'SPII',
  'sensitive',
  'refusal',
])('a reply that ends with "%s" was filtered', (reason) => {
  expect(ended(reason).finish).toBe('filtered');
});

test.each(['error', 'abort', 'network_error', 'insufficient_system_resource'])(
  'what came before "%s" is no answer, and is asked for again',
  (reason) => {
    expect(() => ended(reason)).toThrow(
      expect.objectContaining({
        kind: 'server-error',
        remedy: 'retry',
        message: `host broke off its reply (finish_reason "${reason}")`,
      }),
    );
  },
);

// https://openrouter.ai/docs/api/reference/errors-and-debugging
test.each([
  [{ code: 502, message: 'Provider disconnected' }, 'server-error', 'retry'],
  [{ code: 429, message: 'Slow down' }, 'rate-limited', 'retry'],
  [{ message: 'Provider disconnected' }, 'bad-reply', 'retry'],
])('what came before an error of the choice (%j) is no answer', (error, kind, remedy) => {
  expect(() => read({ message: { content: 'Hel' }, finish_reason: 'stop', error })).toThrow(
    expect.objectContaining({ kind, remedy, message: `host answered with an error: ${error.message}` }),
  );
});

test.each([
  ['length', 'length'],
  ['content_filter', 'filtered'],
])('where "%s" left nothing to say, the message may be missing', (finish_reason, finish) => {
  expect(read({ finish_reason })).toEqual({ text: '', finish });
  expect(read({ finish_reason, message: null })).toEqual({ text: '', finish });
});

test.each([
  // https://docs.mistral.ai/studio-api/conversations/reasoning
  [
    [
      {
        type: 'thinking',
        thinking: [
          { type: 'text', text: 'Let me ' },
          { type: 'text', text: 'see.' },
        ],
        closed: true,
      },
      { type: 'text', text: 'Yes, ' },
      { type: 'reference', reference_ids: [1] },
      { type: 'text', text: 'it is.' },
    ],
    { text: 'Yes, it is.', reasoning: 'Let me see.' },
  ],
  [[{ type: 'thinking', thinking: 'hm' }], { text: '', reasoning: 'hm' }],
  [[{ type: 'text', text: '<think>hm</think>Yes.' }], { text: 'Yes.', reasoning: 'hm' }],
  [[], { text: '' }],
])('a content in parts: %j', (content, reply) => {
  expect(read({ message: { content } })).toEqual({ finish: 'stop', ...reply });
});

test.each([[[3]], [[null]], [['Yes.']], [{ type: 'text', text: 'Yes.' }]])('%j is no content', (content) => {
  expect(() => read({ message: { content } })).toThrow('whose content is no text');
});

test('reasoning that is counted in the total alone counts as completion', () => {
  const choice = { message: { content: 'a' } };
  // xAI's example of its API reference: 32 + 9, and 94 of reasoning
  const usage = { prompt_tokens: 32, completion_tokens: 9, total_tokens: 135 };
  expect(read(choice, usage).usage).toEqual({ promptTokens: 32, completionTokens: 103 });
});
