/**
 * A limit of calls in flight that finds out how many a server takes: every "too many" halves it, and a full round of
 * good replies raises it by one, up to `most` (additive increase, multiplicative decrease, as in TCP).
 *
 * It counts, and does not queue: who waits for room is the pool's matter, which may send the call elsewhere.
 */
export class AdaptiveLimit {
  readonly most: number;
  #current: number;
  #inFlight = 0;
  #good = 0;
  /** Counts the decreases: calls that started before the last one tell nothing about the limit of now. */
  #epoch = 0;

  constructor(most: number) {
    this.most = most;
    this.#current = most;
  }

  get current(): number {
    return this.#current;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  get hasRoom(): boolean {
    return this.#inFlight < this.#current;
  }

  /** Runs `call` at once. `isTooMany` tells whether what it threw means that the server is full. */
  async run<T>(call: () => Promise<T>, isTooMany: (error: unknown) => boolean): Promise<T> {
    const epoch = this.#epoch;
    this.#inFlight += 1;
    try {
      const result = await call();
      if (epoch === this.#epoch) this.#increase();
      return result;
    } catch (error) {
      if (epoch === this.#epoch && isTooMany(error)) this.#decrease();
      throw error;
    } finally {
      this.#inFlight -= 1;
    }
  }

  #increase(): void {
    if (this.#current >= this.most) return;
    this.#good += 1;
    if (this.#good < this.#current) return;
    this.#good = 0;
    this.#current += 1;
  }

  #decrease(): void {
    this.#good = 0;
    this.#epoch += 1;
    this.#current = Math.max(1, Math.floor(this.#current / 2));
  }
}
