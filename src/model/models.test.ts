import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { recordedCall } from '../../test/support/recorded-call.ts';
import { tempFolder } from '../../test/support/temp-folder.ts';
import { backendConfig } from './config.ts';
import { Models } from './models.ts';
import { Recording } from './recording.ts';

/** What is told when replies are looked up that `openai http://x` gave. */
async function told(config: object, mode: 'live' | 'refresh' | 'replay' = 'live'): Promise<string[]> {
  const recording = new Recording(join(tempFolder(), 'r.jsonl'), 'append');
  onTestFinished(() => recording.close());
  recording.append([recordedCall(1, 'one'), recordedCall(2, 'two')]);
  const messages: string[] = [];
  const { signal } = new AbortController();
  const models = await Models.open({
    backends: { default: backendConfig.parse({ type: 'openai', ...config }) },
    recording,
    openRecording: () => recording,
    mode,
    control: { stop: signal, abort: signal },
    events: { retried: () => {}, noticed: (message) => messages.push(message) },
  });
  onTestFinished(() => models.close());
  const model = { name: 'm', model: 'm', backend: 'default' };
  const held = [1, 2, 3].map((n) => {
    const messagesOf = [{ role: 'user' as const, content: `question ${n}` }];
    return models.peek({ model, task: '', messages: messagesOf, repetition: 0, ask: 0, expectedTokens: 1 }).held;
  });
  expect(held).toEqual(mode === 'refresh' ? [false, false, false] : [true, true, false]);
  return messages;
}

test('that recorded replies are of another address than the config names is told once', async () => {
  const [message, ...more] = await told({ baseUrl: 'http://y' });
  expect(message).toMatch(/replies of openai http:\/\/x, .* "default" at openai http:\/\/y, .*--refresh/);
  expect(more).toEqual([]);
});

test.each([
  ['they are of the same address', { baseUrl: 'http://x' }, 'live'],
  ['they are of one of its addresses', { baseUrls: ['http://y', 'http://x'] }, 'live'],
  ['all is asked anew', { baseUrl: 'http://y' }, 'refresh'],
  ['nothing is asked anyway', { baseUrl: 'http://y' }, 'replay'],
] as const)('nothing is told where %s', async (_, config, mode) => {
  expect(await told(config, mode)).toEqual([]);
});
