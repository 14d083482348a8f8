import { codeOf, Interrupted } from '../errors.ts';
import { settleAll } from '../settle-all.ts';
import { Address, type AddressState } from './address.ts';
import type { Backend, ModelNeeds } from './chat.ts';
import { ModelError } from './model-error.ts';
import { RateLimit, type RateLimits } from './rate-limit.ts';
import { type RetryPolicy, retrying } from './retrying.ts';

/** How often an address is tried before the run begins: one that is merely busy must not keep a run from beginning. */
const CHECKS = 3;

export interface PoolOptions {
  /** Calls in flight at once, for each address. */
  concurrency: number;
  /** For all addresses together. */
  limits: RateLimits;
  retries: RetryPolicy;
  /** Nothing may start any more. */
  stop: AbortSignal;
  /** A call failed at one address and is tried at another. */
  retried(error: ModelError): void;
  /** Something that a person should know of, told once for each address and occasion. */
  noticed(message: string): void;
  /** Milliseconds of a clock that never goes back. */
  now?: () => number;
}

interface Waiting {
  tokens: number;
  call: (backend: Backend, used: (tokens: number) => void) => Promise<unknown>;
  /** Where it failed already, and how it did last. */
  tried: Address[];
  error?: ModelError;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

/**
 * The addresses at which one backend can be asked, mostly one. A call goes to the one with the fewest in flight, each
 * within a limit of its own that adapts to its server. An address that fails again and again is taken out and tried again
 * after a growing pause; a call that failed there is tried elsewhere at once. Where all are out, they are asked all the
 * same: then it is the retries' matter when to give up.
 *
 * Calls wait here in one line for room and for the limits per minute, so that none waits at an address that has just died
 * while another is idle, and none takes room while it waits.
 */
export class Pool {
  readonly #addresses: readonly Address[];
  readonly #options: PoolOptions;
  readonly #now: () => number;
  readonly #rate: RateLimit | undefined;
  /** Sets: a call leaves the beginning of a long line at once, where an array would move all those behind it up. */
  readonly #waiting = new Set<Waiting>();
  /** Calls that failed at one address and are tried at another: they go first. */
  readonly #moved = new Set<Waiting>();
  readonly #checkPolicy: RetryPolicy;
  readonly #probes = new AbortController();
  /** Servers that were found to take fewer calls at once than they may be given: that is told once. */
  readonly #toldLimit = new Set<Backend>();
  #timer: NodeJS.Timeout | undefined;
  #needs: readonly ModelNeeds[] = [];

  constructor(backends: readonly Backend[], options: PoolOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
    this.#checkPolicy = { ...options.retries, tries: Math.min(options.retries.tries, CHECKS) };
    const { requestsPerMinute, tokensPerMinute } = options.limits;
    if (requestsPerMinute !== undefined || tokensPerMinute !== undefined)
      this.#rate = new RateLimit(options.limits, this.#now);
    this.#addresses = backends.map((backend) => new Address(backend, options.concurrency));
    options.stop.addEventListener('abort', () => this.#stop(), { once: true });
  }

  /** How each address fared. */
  states(): AddressState[] {
    return this.#addresses.map((address) => address.summary());
  }

  /**
   * Sees to it that the run's models can answer. Addresses where they can't are left out, with a notice, while there is
   * one where they can.
   *
   * @throws UsageError or ModelError
   */
  async check(needs: readonly ModelNeeds[], signal: AbortSignal): Promise<void> {
    this.#needs = needs;
    const failed: { address: Address; error: ModelError }[] = [];
    const check = async (address: Address) => {
      try {
        const doubt = await retrying(this.#checkPolicy, this.#options.stop, this.#options.retried, () =>
          address.backend.check(needs, signal).catch(unlessNothingListens),
        );
        if (doubt !== undefined) this.#options.noticed(doubt);
      } catch (error) {
        if (!(error instanceof ModelError)) throw error;
        failed.push({ address, error });
      }
    };
    await settleAll(this.#addresses.map(check));
    if (failed.length === this.#addresses.length) throw together(failed.map(({ error }) => error));
    for (const { address, error } of failed) {
      address.checked = false;
      this.#takeOut(address, error);
    }
  }

  /**
   * Runs a call when there is room for it.
   *
   * @param tokens how many it is expected to take
   * @param call is given the address to ask, and how to tell what it took
   */
  run<T>(tokens: number, call: (backend: Backend, used: (tokens: number) => void) => Promise<T>): Promise<T> {
    if (this.#options.stop.aborted) return Promise.reject(new Interrupted());
    return new Promise<T>((resolve, reject) => {
      this.#waiting.add({ tokens, call, tried: [], resolve: resolve as (value: unknown) => void, reject });
      this.#pump();
    });
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#probes.abort();
  }

  #stop(): void {
    this.close();
    for (const line of [this.#moved, this.#waiting]) {
      for (const { reject } of line) reject(new Interrupted());
      line.clear();
    }
  }

  /** Starts what can be started. */
  #pump(): void {
    if (this.#options.stop.aborted) return;
    this.#probe();
    for (const each of this.#moved) {
      const others = this.#usable(each.tried);
      if (others.length > 0) {
        if (!this.#startAt(others, each, this.#moved)) return;
      } else {
        this.#moved.delete(each);
        each.reject(each.error);
      }
    }
    for (const each of this.#waiting) {
      if (!this.#startAt(this.#usable([]), each, this.#waiting)) return;
    }
  }

  /** @returns whether the next one may be looked at */
  #startAt(addresses: readonly Address[], each: Waiting, line: Set<Waiting>): boolean {
    let best: Address | undefined;
    for (const address of addresses) {
      if (!address.limit.hasRoom) continue;
      if (
        best === undefined ||
        load(address) < load(best) ||
        (load(address) === load(best) && address.started < best.started)
      )
        best = address;
    }
    if (best === undefined) return line === this.#moved; // there may be room elsewhere for those that may go there
    const pause = this.#rate?.pause(each.tokens) ?? 0;
    if (pause > 0) {
      this.#pumpIn(pause);
      return false;
    }
    line.delete(each);
    this.#start(each, best);
    return true;
  }

  #start(each: Waiting, address: Address): void {
    const counted = this.#rate?.start(each.tokens);
    const used = (tokens: number) => {
      if (counted !== undefined) this.#rate!.correct(counted, tokens);
    };
    const { outs } = address;
    const before = address.limit.current;
    address.started += 1;
    address.limit
      .run(() => each.call(address.backend, used), isTooMany)
      .then(
        (value) => {
          this.#answered(address, outs);
          each.resolve(value);
          this.#pump();
        },
        (error: unknown) => {
          if (address.limit.current < before) this.#tellLimit(address);
          this.#failed(each, address, outs, error);
          this.#pump();
        },
      );
  }

  #pumpIn(pause: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#pump(), Math.ceil(pause));
  }

  /** The addresses that a call may go to. */
  #usable(tried: readonly Address[]): readonly Address[] {
    if (this.#addresses.length === 1) return tried.length === 0 ? this.#addresses : [];
    const usable = this.#addresses.filter((address) => address.state === 'in' && !tried.includes(address));
    if (usable.length > 0 || tried.length > 0) return usable;
    // All are out. One that was never looked at is no way out: it may lack the model, or cut prompts without a word.
    const out = this.#addresses.filter(({ state, checked }) => state === 'out' && checked);
    return out.length > 0 ? out : this.#addresses.filter(({ checked }) => checked);
  }

  #answered(address: Address, since: number): void {
    if (address.answered(since)) this.#tellBack(address);
  }

  #failed(each: Waiting, address: Address, since: number, error: unknown): void {
    if (error instanceof ModelError && isOfAddress(error) && !this.#options.stop.aborted) {
      if (this.#addresses.length > 1 && address.failed(since, error)) this.#takeOut(address, error);
      each.tried.push(address);
      if (this.#usable(each.tried).length > 0) {
        each.error = error;
        this.#options.retried(error);
        this.#moved.add(each);
        return;
      }
    }
    each.reject(error);
  }

  #takeOut(address: Address, error: ModelError): void {
    const pause = address.goOut(error, this.#now());
    const left = this.#addresses.filter(({ state }) => state === 'in').length;
    const then =
      pause === undefined ? 'left out of this run' : `taken out, tried again after ${pause / 1000} s and more`;
    this.#options.noticed(
      `${address.backend.address} is ${then}; ${left} of ${this.#addresses.length} addresses left: ${error.message}`,
    );
  }

  #tellBack({ backend }: Address): void {
    this.#options.noticed(`${backend.address} answers again`);
  }

  /** Looks whether the addresses whose pause is over are back. */
  #probe(): void {
    const now = this.#now();
    for (const address of this.#addresses) {
      if (!address.isDue(now)) continue;
      address.probing = true;
      address.backend
        .check(this.#needs, this.#probes.signal)
        .then(
          () => {
            address.checked = true;
            if (address.state === 'out' && address.comeBack()) this.#tellBack(address);
          },
          (error: unknown) => {
            if (address.state === 'out') address.stayOut(error, this.#now());
          },
        )
        .finally(() => {
          address.probing = false;
          this.#pump();
        });
    }
  }

  #tellLimit({ backend, limit }: Address): void {
    if (this.#toldLimit.has(backend)) return;
    this.#toldLimit.add(backend);
    const { most, current } = limit;
    this.#options.noticed(
      `${backend.address} does not take ${most} calls at once; how many it takes is found out from here on (${current} now)`,
    );
  }
}

/** How busy an address is: not the share of its limit, as a slow server may have a high one. */
function load({ limit }: Address): number {
  return limit.inFlight;
}

/** Whether a call that failed so may do better at another address. */
function isOfAddress({ remedy, kind }: ModelError): boolean {
  return remedy === 'retry' || kind === 'not-found' || kind === 'unauthorised' || kind === 'unreachable';
}

function isTooMany(error: unknown): boolean {
  return error instanceof ModelError && error.kind === 'rate-limited';
}

/** Where nothing listens, a person has to do something first. */
function unlessNothingListens(error: unknown): never {
  if (error instanceof ModelError && ['ECONNREFUSED', 'ENOTFOUND'].includes(codeOf(error) ?? ''))
    throw new ModelError(error.kind, 'give-up', error.message, { cause: error });
  throw error;
}

/** One error for addresses that all failed. */
function together(errors: readonly ModelError[]): ModelError {
  const [first] = errors;
  if (errors.length === 1) return first!;
  const message = `none of the ${errors.length} addresses can be asked: ${errors.map((error) => error.message).join('; ')}`;
  return new ModelError(first!.kind, first!.remedy, message, { cause: first });
}
