// The transcript of a run, calls.jsonl: of every question that its results rest on, what was asked and answered.
import type { Outcome, Question } from '../model/ask.ts';
import type { ModelErrorKind } from '../model/model-error.ts';
import type { Models } from '../model/models.ts';
import type { RecordedCall } from '../model/recorded-call.ts';
import { transcriptCalls } from '../results/transcript-lines.ts';

/** A line of it: the task, then the call as it is recorded, or why it failed. */
export function transcriptLine(outcome: Outcome, models: Models): string {
  const { status, task, model, key } = outcome;
  if (status === 'answered') return transcribed(task, models.takeLine(model.backend, key));
  return transcribed(
    task,
    JSON.stringify(status === 'failed' ? { key, failed: outcome.reason, message: outcome.message } : { key }),
  );
}

/** @param line a call as the recording has it */
export function transcribed(task: string, line: string): string {
  return `{"task":${JSON.stringify(task)},${line.slice(1)}`;
}

interface Told {
  key: string;
  reply?: RecordedCall['reply'];
  failed?: ModelErrorKind;
  message?: string;
}

/** The transcript of a finished run, for its questions to be answered anew. */
export class Transcript {
  /** Lines, parsed only when they are asked for: parsed, a large transcript would take several times the memory. */
  readonly #lines: ReadonlyMap<string, string>;
  readonly #keys: ReadonlySet<string>;

  private constructor(lines: ReadonlyMap<string, string>, keys: ReadonlySet<string>) {
    this.#lines = lines;
    this.#keys = keys;
  }

  /** Of several lines of one task, each is of another time that it was asked. @throws UsageError at a broken line */
  static async read(path: string): Promise<Transcript> {
    const lines = new Map<string, string>();
    const keys = new Set<string>();
    const asks = new Map<string, number>();
    for await (const { call, text } of transcriptCalls(path)) {
      const ask = asks.get(call.task) ?? 0;
      asks.set(call.task, ask + 1);
      lines.set(callName(call.task, ask), text);
      keys.add(call.key);
    }
    return new Transcript(lines, keys);
  }

  /** Whether it holds a call, by its key. */
  has(key: string): boolean {
    return this.#keys.has(key);
  }

  /** What came of a question, and the line that tells it; none where the run did not come to the question. */
  answer({ task, ask, model }: Question): { outcome: Outcome; line?: string } {
    const line = this.#lines.get(callName(task, ask));
    if (line !== undefined) {
      const { key, reply, failed: reason, message = '' } = JSON.parse(line) as Told;
      if (reply !== undefined) return { outcome: { status: 'answered', key, task, model, reply }, line };
      if (reason !== undefined) return { outcome: { status: 'failed', key, task, model, reason, message }, line };
    }
    return { outcome: { status: 'planned', key: '', task, model } };
  }
}

function callName(task: string, ask: number): string {
  return `${task}\n${ask}`;
}
