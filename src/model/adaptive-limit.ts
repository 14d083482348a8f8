/** A round has at least so many replies: of fewer, chance alone may refuse a large share. */
const SHORTEST_ROUND = 12;
/**
 * The share of a round that may be refused. A server that is full refuses all that is over its limit, again and again;
 * some refuse a few at any load, as others fill them, and there fewer calls at once would only take longer: with one
 * refusal in ten, a limit that is halved by each of them ends at 2 to 5, whatever it began with.
 */
const BORNE = 1 / 3;
/** So many rounds a limit that is likely to be right is held before a higher one is tried, as that costs refusals. */
const ROUNDS_HELD = 12;

/**
 * A limit of calls in flight that finds out how many a server takes: a round of replies of which more than a third are
 * "too many" halves it at once, and good replies raise it by one, up to `most` (additive increase, multiplicative decrease,
 * as in TCP). A round is as many replies as the limit, and some more where it is low.
 *
 * It counts, and does not queue: who waits for room is the pool's matter, which may send the call elsewhere.
 */
export class AdaptiveLimit {
  readonly most: number;
  #current: number;
  #inFlight = 0;
  /** Replies of this round, and how many of them were refusals. */
  #replies = 0;
  #refused = 0;
  /** Good replies since the limit was changed. */
  #good = 0;
  /** The limit at which the server was last found to be full. */
  #full = 0;
  #isFalling = false;
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
      if (epoch === this.#epoch) this.#count(0);
      return result;
    } catch (error) {
      if (epoch === this.#epoch && isTooMany(error)) this.#count(1);
      throw error;
    } finally {
      this.#inFlight -= 1;
    }
  }

  /** @param refused of one reply: 0 or 1 */
  #count(refused: number): void {
    this.#replies += 1;
    this.#refused += refused;
    this.#good += 1 - refused;
    const round = Math.max(this.#current, SHORTEST_ROUND);
    const isFull = this.#refused > round * BORNE;
    const isOver = isFull || this.#replies >= round;
    if (isFull) {
      if (!this.#isFalling) this.#full = this.#current; // how far it falls in one go says nothing of the server
      this.#isFalling = true;
      this.#epoch += 1;
      this.#good = 0;
      this.#current = Math.max(1, Math.floor(this.#current / 2));
    } else if (this.#good >= this.#toRise(round)) {
      this.#isFalling = false;
      this.#good = 0;
      this.#current = Math.min(this.#current + 1, this.most);
    }
    if (isOver) {
      this.#replies = 0;
      this.#refused = 0;
    }
  }

  /**
   * How many good replies raise it: few as long as it is far from where the server was full, so that it comes back between
   * bursts of refusals. Where more than a third was refused the server takes less than two thirds: there it is held.
   */
  #toRise(round: number): number {
    if (this.#current < this.#full / 2) return this.#current;
    return this.#current === Math.floor((2 * this.#full) / 3) ? ROUNDS_HELD * round : round;
  }
}
