// The transcript of a run, calls.jsonl: of every question that its results rest on, what was asked and answered.
import type { Outcome, Question } from '../model/ask.ts';
import type { ModelErrorKind } from '../model/model-error.ts';
import type { Models } from '../model/models.ts';
import type { RecordedCall } from '../model/recorded-call.ts';
import { transcriptCalls } from '../results/transcript-lines.ts';

/** A line of it: the task, then the call as it is recorded, or why it failed. */
export function transcriptLine(outcome: Outcome, models: Models): string {
  const { status, task, model, key } = outcome;
  if (status === 'answered') return transcribed(task, models.takeLine(model.backend, key)!);
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
  line: string;
  key: string;
  reply?: RecordedCall['reply'];
  failed?: ModelErrorKind;
  message?: string;
}

/** The transcript of a finished run, for its questions to be answered anew. */
export class Transcript {
  readonly #calls: ReadonlyMap<string, Told>;

  private constructor(calls: ReadonlyMap<string, Told>) {
    this.#calls = calls;
  }

  /** Of several lines of one task, each is of another time that it was asked. @throws UsageError at a broken line */
  static async read(path: string): Promise<Transcript> {
    const calls = new Map<string, Told>();
    const asks = new Map<string, number>();
    for await (const { call, text } of transcriptCalls(path)) {
      const { task, key, reply, failed, message } = call as Omit<Told, 'line'> & { task: string };
      const ask = asks.get(task) ?? 0;
      asks.set(task, ask + 1);
      calls.set(callName(task, ask), { line: text, key, reply, failed, message });
    }
    return new Transcript(calls);
  }

  /** What came of a question, and the line that tells it; none where the run did not come to the question. */
  answer({ task, ask, model }: Question): { outcome: Outcome; line?: string } {
    const call = this.#calls.get(callName(task, ask));
    if (call?.reply !== undefined) {
      return { outcome: { status: 'answered', key: call.key, task, model, reply: call.reply }, line: call.line };
    }
    if (call?.failed !== undefined) {
      const { key, failed: reason, message = '', line } = call;
      return { outcome: { status: 'failed', key, task, model, reason, message }, line };
    }
    return { outcome: { status: 'planned', key: '', task, model } };
  }
}

function callName(task: string, ask: number): string {
  return `${task}\n${ask}`;
}
