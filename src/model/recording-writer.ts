import type { Recorded } from './call-file.ts';
import type { RecordedCall } from './recorded-call.ts';
import type { Recording } from './recording.ts';

interface Waiting {
  call: RecordedCall;
  resolve: (recorded: Recorded) => void;
  reject: (error: unknown) => void;
}

/**
 * Writes calls to a recording as they are answered: those that are answered in one turn of the event loop together, at its
 * end, as with a write for each of them a run of many fast calls takes 1.6 times as long (docs/benchmarks.md).
 */
export class RecordingWriter {
  readonly #recording: Recording;
  readonly #again: boolean;
  #waiting: Waiting[] = [];

  /** @param again the calls replace what the recording holds */
  constructor(recording: Recording, again: boolean) {
    this.#recording = recording;
    this.#again = again;
  }

  /**
   * Settles when the call is on disk.
   *
   * @returns what now stands for its key
   * @throws RunFailed where the disk does not take it
   */
  write(call: RecordedCall): Promise<Recorded> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0) setImmediate(() => this.#flush());
      this.#waiting.push({ call, resolve, reject });
    });
  }

  #flush(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    try {
      const recorded = this.#recording.append(
        waiting.map(({ call }) => call),
        this.#again,
      );
      for (const [i, { resolve }] of waiting.entries()) resolve(recorded[i]!);
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  }
}
