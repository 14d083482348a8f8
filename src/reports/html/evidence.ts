import { existsSync } from 'node:fs';
import type { Rating } from '../../evaluators/evaluator.ts';
import { type TranscriptCall, transcriptCalls } from '../../results/transcript-lines.ts';

/** A text that was shown to a judge, and what it was called there. */
export interface Shown {
  label: string;
  text: string;
}

/** What a report tells of a call. */
interface CallTold {
  task: string;
  /** The reply; undefined where the call failed. */
  reply?: string;
  /** Why there is no reply, or why it is not whole. */
  trouble?: string;
}

/** The texts behind the ratings of a run: what judges saw, and what they wrote. */
export interface Evidence {
  calls: ReadonlyMap<string, CallTold>;
  /** By call and position: see `shownKey`. */
  shown: ReadonlyMap<string, readonly Shown[]>;
  /** Why there is none. */
  missing?: string;
}

export function shownKey({ call, position }: Pick<Rating, 'call' | 'position'>): string {
  return `${call}/${position ?? ''}`;
}

/** Texts are kept up to this many characters. */
const LONGEST_TEXT = 20_000;

/**
 * Reads from a transcript what ratings rest on. Of prompts, only the texts are kept, and equal ones once: every round
 * repeats those of its samples.
 */
export async function readEvidence(path: string, ratings: readonly Rating[]): Promise<Evidence> {
  if (!existsSync(path))
    return { calls: new Map(), shown: new Map(), missing: 'there is no calls.jsonl in the folder' };
  const positions = new Map<string, Map<string, Rating>>();
  for (const rating of ratings) {
    if (rating.call === '') continue;
    const own = positions.get(rating.call) ?? new Map<string, Rating>();
    own.set(shownKey(rating), rating);
    positions.set(rating.call, own);
  }
  const calls = new Map<string, CallTold>();
  const shown = new Map<string, readonly Shown[]>();
  const keep = keeper();
  for await (const { call } of transcriptCalls(path)) {
    const wanted = positions.get(call.key);
    if (wanted === undefined) continue;
    calls.set(call.key, toldOf(call, keep));
    const messages = messagesOf(call);
    const blocks = messages.flatMap(({ text }) => fencedBlocks(text));
    for (const [key, { position }] of wanted) {
      const own = blocks.filter(({ label }) => position !== undefined && label === `Sample${position + 1}`);
      const saw = own.length > 0 ? own : blocks.length > 0 ? blocks : messages;
      shown.set(
        key,
        saw.map(({ label, text }) => ({ label: keep(label), text: keep(text) })),
      );
    }
  }
  return { calls, shown };
}

function toldOf({ task, reply, message }: TranscriptCall, keep: (text: string) => string): CallTold {
  const told = { task: keep(task) };
  if (typeof reply !== 'object' || reply === null)
    return { ...told, trouble: `The call failed: ${message ?? 'no reply'}` };
  const { text, finish } = reply as { text?: unknown; finish?: unknown };
  const trouble =
    finish === 'length'
      ? 'The reply was cut off by the token limit.'
      : finish === 'filtered'
        ? 'The backend withheld the reply, or a part of it.'
        : undefined;
  return { ...told, reply: keep(String(text ?? '')), ...(trouble !== undefined && { trouble }) };
}

function messagesOf({ request }: TranscriptCall): Shown[] {
  const messages = (request as { messages?: unknown } | null | undefined)?.messages;
  if (!Array.isArray(messages)) return [];
  return messages.map((message) => ({
    label: String(message?.role ?? ''),
    text: String(message?.content ?? ''),
  }));
}

/**
 * The texts that our prompts set apart: from a line `<<<FENCE LABEL` to the line `FENCE>>>`. No text holds the fence of
 * its prompt, so nothing in it can pass for its end.
 */
export function fencedBlocks(prompt: string): Shown[] {
  const blocks: Shown[] = [];
  // The fences of older runs have 8 digits.
  const opening = /^<<<([0-9a-f]{8}(?:[0-9a-f]{12})?) ([^\n]*)\n/gm;
  // A prompt has one fence, the first; anything that looks like another one stands within a text.
  let fence: string | undefined;
  for (let match = opening.exec(prompt); match !== null; match = opening.exec(prompt)) {
    fence ??= match[1];
    const end = match[1] === fence ? prompt.indexOf(`\n${fence}>>>`, opening.lastIndex - 1) : -1;
    if (end < 0) continue;
    blocks.push({ label: match[2]!, text: prompt.slice(opening.lastIndex, Math.max(end, opening.lastIndex)) });
    opening.lastIndex = end + 1;
  }
  return blocks;
}

/** Keeps equal texts in memory once, and of huge ones the beginning. */
function keeper(): (text: string) => string {
  const kept = new Map<string, string>();
  return (text) => {
    const cut =
      text.length <= LONGEST_TEXT
        ? text
        : `${text.slice(0, LONGEST_TEXT)}\n[… ${text.length - LONGEST_TEXT} more characters are in calls.jsonl]`;
    const known = kept.get(cut);
    if (known !== undefined) return known;
    kept.set(cut, cut);
    return cut;
  };
}
