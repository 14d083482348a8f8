import type { Call } from './call-key.ts';
import type { Reply } from './chat.ts';
import { usageOf } from './usage.ts';

/** A call and its reply, as a line of a recording. */
export interface RecordedCall extends Call {
  key: string;
  /** The address that was asked. */
  address: string;
  reply: Reply;
}

const FINISHES: readonly unknown[] = ['stop', 'length', 'filtered'] satisfies Reply['finish'][];

/**
 * The call of a recording's line. Files can be damaged, or changed by hand: undefined where the line is not JSON, or what
 * is read of a call is not of its shape. Token counts that are none are left out, as those of a reply are.
 */
export function callOf(line: string): RecordedCall | undefined {
  let call: RecordedCall | null;
  try {
    call = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof call?.key !== 'string' || typeof call.address !== 'string') return undefined;
  if (typeof call.request?.model !== 'string' || !isReply(call.reply)) return undefined;
  const { usage } = call.reply;
  if (usage !== undefined && usageOf(usage?.promptTokens, usage?.completionTokens) === undefined)
    delete call.reply.usage;
  return call;
}

function isReply(reply: Reply | null | undefined): boolean {
  return (
    typeof reply?.text === 'string' &&
    (reply.reasoning === undefined || typeof reply.reasoning === 'string') &&
    FINISHES.includes(reply.finish) &&
    Number.isFinite(reply.seconds)
  );
}
