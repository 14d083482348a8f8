import { Interrupted, RunFailed } from '../errors.ts';
import type { AddressState } from './address.ts';
import type { Recorded } from './call-file.ts';
import { type Call, callKey } from './call-key.ts';
import type { Backend, ModelNeeds } from './chat.ts';
import { ModelError, type ModelErrorKind } from './model-error.ts';
import { Pool } from './pool.ts';
import type { RateLimits } from './rate-limit.ts';
import type { Recording } from './recording.ts';
import { RecordingWriter } from './recording-writer.ts';
import { type RetryPolicy, retrying } from './retrying.ts';
import { CHARACTERS_PER_TOKEN } from './tokens.ts';

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
  /** Something about a backend as a whole, that is rare: it takes fewer calls than it may, or an address is out. */
  noticed(message: string): void;
}

export interface EndpointOptions {
  /** Calls in flight at once, for each address. */
  concurrency: number;
  /** Requests and tokens per minute, for all addresses together. */
  limits: RateLimits;
  retries: RetryPolicy;
  /** Ask again even what is recorded. */
  refresh: boolean;
}

/** A reply as an endpoint gives it: from the recording (`held`), also where an equal call was put there just now, or asked. */
export type Answered = Recorded & { held: boolean };

/**
 * So many calls that failed for good, with no reply to any other between them, mean that no call would work. A single
 * one can be the fault of its prompt: some servers answer 500 to what they can't digest.
 */
const LOST_IN_A_ROW = 3;

/** Requests to one model with the same settings, apart from what is said. */
interface Settings {
  answered: boolean;
  /** How many were refused since the last answer. */
  refused: number;
}

/**
 * A backend as runs use it. Around each call, from outside in: the recording (a recorded call is not made again),
 * retries, the pool of addresses with their limits, and the recording of the reply, which is on disk before the call's
 * place in the limit is free for the next one.
 */
export class Endpoint {
  readonly #pool: Pool;
  readonly #recording: Recording;
  readonly #writer: RecordingWriter;
  readonly #control: Control;
  readonly #options: EndpointOptions;
  readonly #retried: (error: ModelError) => void;
  /** Equal calls that are under way share one reply. */
  readonly #underWay = new Map<string, Promise<Answered>>();
  /** What this run has asked again on purpose need not be asked a second time. */
  readonly #refreshed = new Set<string>();
  #lastReply = Number.NEGATIVE_INFINITY;
  /** Calls that failed for good since the last reply. */
  #lost = 0;
  /** How requests with the same settings fared. */
  readonly #settings = new Map<string, Settings>();
  /** So many refusals in a row mean that it is not for what a single one says: more than were in flight at once. */
  readonly #refusals: number;

  /** @param backends the same backend at each of its addresses */
  constructor(
    backends: readonly Backend[],
    recording: Recording,
    control: Control,
    options: EndpointOptions,
    events: CallEvents,
  ) {
    this.#recording = recording;
    this.#writer = new RecordingWriter(recording, options.refresh);
    this.#control = control;
    this.#options = options;
    this.#refusals = Math.max(LOST_IN_A_ROW, options.concurrency * backends.length + 1);
    this.#retried = ({ kind, message }) => events.retried(kind, message);
    this.#pool = new Pool(backends, {
      ...options,
      stop: control.stop,
      retried: this.#retried,
      noticed: (message) => events.noticed(message),
    });
  }

  /** Sees to it that the backend can answer. @throws UsageError or ModelError */
  async check(needs: readonly ModelNeeds[], signal: AbortSignal): Promise<void> {
    try {
      await this.#pool.check(needs, signal);
    } catch (error) {
      if (!this.#control.stop.aborted) throw error; // else the first call ends the run as interrupted
    }
  }

  /** How each address fared until now. */
  states(): AddressState[] {
    return this.#pool.states();
  }

  close(): void {
    this.#pool.close();
  }

  /**
   * @param replyTokens how long the reply is expected to be
   * @throws ModelError where this call failed for good; RunFailed where no other would work; Interrupted
   */
  ask(call: Call, replyTokens = 0): Promise<Answered> {
    const key = callKey(call);
    if (!this.#options.refresh || this.#refreshed.has(key)) {
      const held = this.#recording.find(key);
      if (held !== undefined) {
        this.#settingsOf(call).answered = true;
        return Promise.resolve({ ...held, held: true });
      }
    }
    const underWay = this.#underWay.get(key);
    if (underWay !== undefined) return underWay.then((answered) => ({ ...answered, held: true })); // paid for once
    const answered = this.#live(key, call, replyTokens).finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, answered);
    return answered;
  }

  async #live(key: string, call: Call, replyTokens: number): Promise<Answered> {
    const { stop, abort } = this.#control;
    const promptTokens = call.request.messages.reduce((sum, { content }) => sum + tokensIn(content), 0);
    let started: number | undefined;
    // Where the pool sends the try that is about to begin.
    let at: { backend: Backend; used: (tokens: number) => void };
    const once = async () => {
      if (stop.aborted) throw new Interrupted();
      started ??= performance.now();
      const { backend, used } = at;
      const reply = await backend.chat(call.request, abort);
      const { usage } = reply;
      used(usage ? usage.promptTokens + usage.completionTokens : promptTokens + tokensIn(reply.text));
      this.#lastReply = performance.now();
      this.#lost = 0;
      Object.assign(this.#settingsOf(call), { answered: true, refused: 0 } satisfies Settings);
      if (this.#options.refresh) this.#refreshed.add(key);
      return this.#writer.write({ key, ...call, address: backend.address, reply });
    };
    try {
      const recorded = await retrying(this.#options.retries, stop, this.#retried, once, (begin) =>
        this.#pool.run(promptTokens + replyTokens, (backend, used) => {
          at = { backend, used };
          return begin();
        }),
      );
      return { ...recorded, held: false };
    } catch (error) {
      if (stop.aborted) throw new Interrupted();
      throw error instanceof ModelError ? this.#lostCall(error, call, started) : error;
    }
  }

  /** The error to end with when a call failed for good. */
  #lostCall(error: ModelError, call: Call, started: number | undefined): ModelError | RunFailed {
    if (error.kind === 'bad-request' && this.#isForItself(call)) return error;
    if (error.remedy === 'end-run') return new RunFailed(error.message, { cause: error });
    if (error.remedy !== 'retry' || started === undefined || this.#lastReply >= started) return error;
    this.#lost += 1;
    const hasAnswered = this.#lastReply !== Number.NEGATIVE_INFINITY;
    if (hasAnswered && error.kind !== 'unreachable' && this.#lost < LOST_IN_A_ROW) return error;
    const seconds = Math.round((performance.now() - started) / 1000);
    const message = `${error.message} (no call was answered while this one was tried for ${seconds} s)`;
    return new RunFailed(message, { cause: error });
  }

  /** Whether a call was refused for what it says, as others with its settings are answered. */
  #isForItself(call: Call): boolean {
    const settings = this.#settingsOf(call);
    settings.refused += 1;
    return settings.answered && settings.refused < this.#refusals;
  }

  #settingsOf({ request }: Call): Settings {
    const { messages: _messages, seed: _seed, ...same } = request;
    const key = JSON.stringify(same);
    const known = this.#settings.get(key) ?? { answered: false, refused: 0 };
    this.#settings.set(key, known);
    return known;
  }
}

function tokensIn(text: string): number {
  return Math.ceil(text.length / CHARACTERS_PER_TOKEN);
}
