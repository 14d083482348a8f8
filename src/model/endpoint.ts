import { Interrupted, RunFailed } from '../errors.ts';
import { AdaptiveLimit } from './adaptive-limit.ts';
import { type Call, callKey } from './call-key.ts';
import type { Backend } from './chat.ts';
import { ModelError, type ModelErrorKind } from './model-error.ts';
import type { Recorded, Recording } from './recording.ts';
import { type RetryPolicy, retrying } from './retrying.ts';

/** How a run ends before its time. */
export interface Control {
  /** No call may start any more; what is in flight may finish. */
  stop: AbortSignal;
  /** What is in flight is cut off, too. */
  abort: AbortSignal;
}

/** What happens to calls, for progress and the manifest. */
export interface CallEvents {
  retried(reason: ModelErrorKind, message: string): void;
}

export interface EndpointOptions {
  concurrency: number;
  retries: RetryPolicy;
  /** Ask again even what is recorded. */
  refresh: boolean;
}

/** A reply as an endpoint gives it: from the recording, or asked just now. */
export type Answered = Recorded & { held: boolean };

/**
 * A backend as runs use it. Around each call, from outside in: the recording (a recorded call is not made again),
 * retries, the limit of calls in flight, and the recording of the reply, which is on disk before the call's place in
 * the limit is free for the next one.
 */
export class Endpoint {
  readonly limit: AdaptiveLimit;
  readonly #backend: Backend;
  readonly #recording: Recording;
  readonly #control: Control;
  readonly #options: EndpointOptions;
  readonly #events: CallEvents;
  /** Equal calls that are under way share one reply. */
  readonly #underWay = new Map<string, Promise<Answered>>();
  /** What this run has asked again on purpose need not be asked a second time. */
  readonly #refreshed = new Set<string>();
  #lastReply = Number.NEGATIVE_INFINITY;

  constructor(backend: Backend, recording: Recording, control: Control, options: EndpointOptions, events: CallEvents) {
    this.#backend = backend;
    this.#recording = recording;
    this.#control = control;
    this.#options = options;
    this.#events = events;
    this.limit = new AdaptiveLimit(options.concurrency);
  }

  /**
   * @throws ModelError where this call failed for good; RunFailed where no other would work; Interrupted
   */
  ask(call: Call): Promise<Answered> {
    const key = callKey(call);
    if (!this.#options.refresh || this.#refreshed.has(key)) {
      const held = this.#recording.find(key);
      if (held !== undefined) return Promise.resolve({ ...held, held: true });
    }
    const underWay = this.#underWay.get(key);
    if (underWay !== undefined) return underWay;
    const answered = this.#live(key, call).finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, answered);
    return answered;
  }

  async #live(key: string, call: Call): Promise<Answered> {
    const { stop, abort } = this.#control;
    let started: number | undefined;
    const once = async () => {
      if (stop.aborted) throw new Interrupted();
      started ??= performance.now();
      const reply = await this.#backend.chat(call.request, abort);
      this.#lastReply = performance.now();
      if (this.#options.refresh) this.#refreshed.add(key);
      return this.#recording.append({ key, ...call, address: this.#backend.address, reply }, this.#options.refresh);
    };
    try {
      const retried = ({ kind, message }: ModelError) => this.#events.retried(kind, message);
      const recorded = await retrying(this.#options.retries, stop, retried, once, (call) =>
        this.limit.run(call, isTooMany),
      );
      return { ...recorded, held: false };
    } catch (error) {
      if (stop.aborted) throw new Interrupted();
      if (!(error instanceof ModelError)) throw error;
      if (error.remedy === 'end-run') throw new RunFailed(error.message, { cause: error });
      if (error.remedy === 'retry' && started !== undefined && this.#lastReply < started) {
        const tried = `no call was answered while this one was tried for ${Math.round((performance.now() - started) / 1000)} s`;
        throw new RunFailed(`${error.message} (${tried})`, { cause: error });
      }
      throw error;
    }
  }
}

function isTooMany(error: unknown): boolean {
  return error instanceof ModelError && error.kind === 'rate-limited';
}
