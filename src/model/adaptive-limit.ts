import pLimit from 'p-limit';

/**
 * A limit of calls in flight that finds out how many a server takes: every "too many" halves it, and a full round of
 * good replies raises it by one, up to `most` (additive increase, multiplicative decrease, as in TCP).
 */
export class AdaptiveLimit {
  readonly most: number;
  readonly #limit: ReturnType<typeof pLimit>;
  #good = 0;
  /** Counts the decreases: calls that started before the last one tell nothing about the limit of now. */
  #epoch = 0;

  constructor(most: number) {
    this.most = most;
    this.#limit = pLimit(most);
  }

  get current(): number {
    return this.#limit.concurrency;
  }

  get inFlight(): number {
    return this.#limit.activeCount;
  }

  /** Runs `call` when there is room. `isTooMany` tells whether what it threw means that the server is full. */
  run<T>(call: () => Promise<T>, isTooMany: (error: unknown) => boolean): Promise<T> {
    return this.#limit(async () => {
      const epoch = this.#epoch;
      try {
        const result = await call();
        if (epoch === this.#epoch) this.#increase();
        return result;
      } catch (error) {
        if (epoch === this.#epoch && isTooMany(error)) this.#decrease();
        throw error;
      }
    });
  }

  #increase(): void {
    if (this.current >= this.most) return;
    this.#good += 1;
    if (this.#good < this.current) return;
    this.#good = 0;
    this.#limit.concurrency = this.current + 1;
  }

  #decrease(): void {
    this.#good = 0;
    this.#epoch += 1;
    this.#limit.concurrency = Math.max(1, Math.floor(this.current / 2));
  }
}
