import { AdaptiveLimit } from './adaptive-limit.ts';
import type { Backend } from './chat.ts';
import { ModelError } from './model-error.ts';

/** So many failures in a row, without a reply between them, take an address out. */
const FAILURES = 3;
/** The pause before an address that is out is tried again, in milliseconds; it doubles each time. */
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 60_000;
/** After so many replies an address counts as sound, and its next pause is short again. */
const SOUND = 50;

/** How an address of a backend fared in a run. */
export interface AddressState {
  address: string;
  /** Calls that may be in flight at once, as the config has it. */
  concurrency: number;
  /** How many the server was last found to take. */
  limit: number;
  /** How often it was taken out because it did not answer. */
  outs: number;
}

/**
 * One address at which a backend can be asked, and how it fares: it goes out after several failures in a row, and comes
 * back with a reply. It keeps account and acts on nothing: calls, pauses and probes are the pool's matter.
 */
export class Address {
  readonly backend: Backend;
  readonly limit: AdaptiveLimit;
  /** Its models were looked at, or that was found not to be needed. */
  checked = true;
  /** Someone is looking whether it is back. */
  probing = false;
  /** How many calls were started here. */
  started = 0;
  /** `gone`: it can't serve this run. `out`: it is tried again when its pause is over. */
  #state: 'in' | 'out' | 'gone' = 'in';
  /** When it is tried again. */
  #until = 0;
  /** Failures since its last reply. */
  #failures = 0;
  /** Replies since it was last out. */
  #replies = 0;
  /** How often it went out since it was last sound: the exponent of its pause. */
  #pauses = 0;
  #outs = 0;

  constructor(backend: Backend, concurrency: number) {
    this.backend = backend;
    this.limit = new AdaptiveLimit(concurrency);
  }

  get state(): 'in' | 'out' | 'gone' {
    return this.#state;
  }

  /** How often it went out: what a call that began before the last time says of the address is old. */
  get outs(): number {
    return this.#outs;
  }

  summary(): AddressState {
    const { limit, backend } = this;
    return { address: backend.address, concurrency: limit.most, limit: limit.current, outs: this.#outs };
  }

  /** Whether it is out, its pause is over, and nobody looks after it yet. */
  isDue(now: number): boolean {
    return this.#state === 'out' && !this.probing && this.#until <= now;
  }

  /** @param since its `outs` when the call began @returns whether the reply has brought it back */
  answered(since: number): boolean {
    this.#failures = 0;
    this.#replies += 1;
    if (this.#replies >= SOUND) this.#pauses = 0;
    return since === this.#outs && this.comeBack();
  }

  /** @param since its `outs` when the call began @returns whether it should go out for this failure */
  failed(since: number, error: ModelError): boolean {
    if (this.#state !== 'in' || since !== this.#outs) return false;
    // A server that is full is sound, unless it is full with a single call.
    if (error.kind === 'rate-limited' && this.limit.current > 1) return false;
    this.#failures += 1;
    return this.#failures >= FAILURES || error.remedy === 'end-run';
  }

  /** @returns milliseconds until it is tried again; undefined where it is gone */
  goOut(error: ModelError, now: number): number | undefined {
    this.#outs += 1;
    this.#failures = 0;
    this.#replies = 0;
    return this.stayOut(error, now);
  }

  /** It is no better than before: the next pause is longer. @returns as `goOut` does */
  stayOut(error: unknown, now: number): number | undefined {
    const pause = Math.min(FIRST_PAUSE * 2 ** this.#pauses, LONGEST_PAUSE);
    this.#pauses += 1;
    this.#until = now + pause;
    this.#state = error instanceof ModelError && error.remedy === 'end-run' ? 'gone' : 'out';
    return this.#state === 'gone' ? undefined : pause;
  }

  /** @returns whether it was out */
  comeBack(): boolean {
    const was = this.#state;
    this.#state = 'in';
    return was !== 'in';
  }
}
