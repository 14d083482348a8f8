import { readLines } from '../data/lines.ts';
import { UsageError } from '../errors.ts';

/** A call as a line of calls.jsonl tells it. The file may have been changed by hand: nothing is known of the rest. */
export interface TranscriptCall {
  task: string;
  key: string;
  request?: unknown;
  reply?: unknown;
  failed?: unknown;
  message?: unknown;
}

/** The calls of a run's transcript, calls.jsonl, with the text of their lines. @throws UsageError at a damaged line */
export async function* transcriptCalls(path: string): AsyncGenerator<{ call: TranscriptCall; text: string }> {
  for await (const { text, line } of readLines(path)) {
    if (text.trim() !== '') yield { call: parsed(text, `${path}:${line}`), text };
  }
}

function parsed(text: string, place: string): TranscriptCall {
  try {
    const call = JSON.parse(text);
    if (typeof call?.task === 'string' && typeof call.key === 'string') return call;
  } catch {
    // told of below
  }
  throw new UsageError(
    `${place}: this line of the transcript is damaged; run the config again, which asks nothing that is recorded`,
  );
}
