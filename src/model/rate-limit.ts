const MINUTE = 60_000;

export interface RateLimits {
  requestsPerMinute?: number;
  tokensPerMinute?: number;
}

/** A call that counts against the limits. */
export interface Counted {
  at: number;
  tokens: number;
}

/**
 * Keeps requests and tokens per minute: of any sixty seconds, whatever their beginning. A window that slides, as a bucket
 * that fills up again would let through nearly twice as much in its first minute.
 *
 * It counts, and does not wait: time comes from `now`.
 */
export class RateLimit {
  readonly #limits: RateLimits;
  readonly #now: () => number;
  /** The calls of the last minute, oldest first, from `#first` on. */
  #calls: Counted[] = [];
  #first = 0;
  #tokens = 0;

  /** @param now milliseconds of a clock that never goes back */
  constructor(limits: RateLimits, now: () => number = () => performance.now()) {
    this.#limits = limits;
    this.#now = now;
  }

  /** How many milliseconds must pass until a call of so many tokens may start; 0: it may start now. */
  pause(tokens: number): number {
    const { requestsPerMinute = Number.POSITIVE_INFINITY, tokensPerMinute = Number.POSITIVE_INFINITY } = this.#limits;
    const now = this.#now();
    this.#forget(now);
    let requests = this.#calls.length - this.#first;
    let used = this.#tokens;
    // The call fits when enough of the oldest have left the window. One that is larger than the limit has it to itself.
    for (let i = this.#first; ; i += 1) {
      if (requests === 0 || (requests < requestsPerMinute && used + tokens <= tokensPerMinute)) {
        return i === this.#first ? 0 : this.#calls[i - 1]!.at + MINUTE - now;
      }
      requests -= 1;
      used -= this.#calls[i]!.tokens;
    }
  }

  /** Counts a call that starts now, with the tokens that it is expected to take. */
  start(tokens: number): Counted {
    const call = { at: this.#now(), tokens };
    this.#calls.push(call);
    this.#tokens += tokens;
    return call;
  }

  /** Puts what a call took in place of what was expected. */
  correct(call: Counted, tokens: number): void {
    const now = this.#now();
    this.#forget(now);
    if (call.at <= now - MINUTE) return;
    this.#tokens += tokens - call.tokens;
    call.tokens = tokens;
  }

  #forget(now: number): void {
    while (this.#first < this.#calls.length && this.#calls[this.#first]!.at <= now - MINUTE) {
      this.#tokens -= this.#calls[this.#first]!.tokens;
      this.#first += 1;
    }
    // Moving all that are left at every call would take time in proportion to the limit.
    if (this.#first > 1000 && this.#first > this.#calls.length / 2) {
      this.#calls = this.#calls.slice(this.#first);
      this.#first = 0;
    }
  }
}
