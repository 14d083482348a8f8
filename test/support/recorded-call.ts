import { type Call, callKey } from '../../src/model/call-key.ts';
import type { RecordedCall } from '../../src/model/recorded-call.ts';

/** The n-th call of a test, with this reply. */
export function recordedCall(n: number, text: string): RecordedCall {
  const call: Call = {
    backend: 'openai:default',
    request: { model: 'm', messages: [{ role: 'user', content: `question ${n}` }] },
    repetition: 0,
    ask: 0,
  };
  return { key: callKey(call), ...call, address: 'openai http://x', reply: { text, finish: 'stop', seconds: 1 } };
}
