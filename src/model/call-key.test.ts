import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Call, callKey } from './call-key.ts';

const call: Call = {
  backend: 'openai:default',
  request: {
    model: 'm',
    messages: [{ role: 'user', content: 'Hi' }],
    temperature: 0.2,
    topP: 0.9,
    maxTokens: 100,
    seed: 1,
    stop: ['\n'],
    schema: { type: 'object', required: ['a'] },
    options: { a: { b: 1, c: 2 } },
  },
  repetition: 0,
  ask: 0,
};

test('the key is the start of a SHA-256, as a recording that people share must keep it', () => {
  // The text that is hashed, written out by hand from what the function documents.
  const determining =
    '["openai:default","m",[["user","Hi"]],0.2,0.9,100,1,["\\n"],{"required":["a"],"type":"object"},{"a":{"b":1,"c":2}},0,0]';
  expect(callKey(call)).toBe(createHash('sha256').update(determining).digest('hex').slice(0, 20));
});

test.each<[string, Partial<Call['request']>]>([
  ['model', { model: 'n' }],
  ['a text', { messages: [{ role: 'user', content: 'Hi ' }] }],
  ['a role', { messages: [{ role: 'system', content: 'Hi' }] }],
  ['a further message', { messages: [...call.request.messages, { role: 'user', content: '' }] }],
  ['temperature', { temperature: undefined }],
  ['topP', { topP: 1 }],
  ['maxTokens', { maxTokens: 101 }],
  ['seed', { seed: 2 }],
  ['stop', { stop: [] }],
  ['schema', { schema: undefined }],
  ['an option', { options: { a: { b: 1, c: 3 } } }],
])('another %s is another call', (_, change) => {
  expect(callKey({ ...call, request: { ...call.request, ...change } })).not.toBe(callKey(call));
});

test('another backend, repetition or ask is another call', () => {
  const keys = [call, { ...call, backend: 'ollama:default' }, { ...call, repetition: 1 }, { ...call, ask: 1 }].map(
    callKey,
  );
  expect(new Set(keys).size).toBe(4);
});

test('the order in which options are written does not matter', () => {
  const options = { a: { c: 2, b: 1 } };
  expect(callKey({ ...call, request: { ...call.request, options } })).toBe(callKey(call));
});

test('tells apart what the backend adds to every request, and is the same where it adds nothing', () => {
  const call = { backend: 'ollama:b', request: { model: 'm', messages: [] }, repetition: 0, ask: 0 };
  const keys = [call, { ...call, settings: { think: true } }, { ...call, settings: { options: { a: 1, b: 2 } } }].map(
    callKey,
  );
  expect(new Set(keys).size).toBe(3);
  expect(callKey({ ...call, settings: { options: { b: 2, a: 1 } } })).toBe(keys[2]);
  expect(callKey({ ...call, settings: undefined })).toBe(keys[0]);
});
