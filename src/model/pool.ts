import { codeOf, Interrupted } from '../errors.ts';
import { AdaptiveLimit } from './adaptive-limit.ts';
import type { Backend, ModelNeeds } from './chat.ts';
import { ModelError } from './model-error.ts';
import { RateLimit, type RateLimits } from './rate-limit.ts';
import { type RetryPolicy, retrying } from './retrying.ts';

/** So many failures in a row, without a reply between them, take an address out. */
const FAILURES = 3;
/** The pause before an address that is out is tried again; it doubles each time. */
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 60_000;
/** How often an address is tried before the run begins: one that is merely busy must not keep a run from beginning. */
const CHECKS = 3;
/** After so many replies an address counts as sound, and its next pause is short again. */
const SOUND = 50;

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

interface Member {
  backend: Backend;
  limit: AdaptiveLimit;
  /** `gone`: it can't serve this run. `out`: it is tried again when its pause is over. */
  state: 'in' | 'out' | 'gone';
  /** Its models were looked at, or that was found not to be needed. */
  checked: boolean;
  /** Someone is looking whether it is back. */
  probing: boolean;
  /** When it is tried again. */
  until: number;
  /** Failures since its last reply. */
  failures: number;
  /** Replies since it was last out. */
  replies: number;
  /** How often it went out since it was last sound: the exponent of its pause. */
  pauses: number;
  outs: number;
  started: number;
  told: boolean;
}

interface Waiting {
  tokens: number;
  call: (backend: Backend, used: (tokens: number) => void) => Promise<unknown>;
  /** Where it failed already, and how it did last. */
  tried: Member[];
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
  readonly #members: Member[];
  readonly #options: PoolOptions;
  readonly #now: () => number;
  readonly #rate: RateLimit | undefined;
  /** Sets, as they take from their beginning at once however long they are. */
  readonly #waiting = new Set<Waiting>();
  /** Calls that failed at one address and are tried at another: they go first. */
  readonly #moved = new Set<Waiting>();
  readonly #checkPolicy: RetryPolicy;
  readonly #probes = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #needs: readonly ModelNeeds[] = [];

  constructor(backends: readonly Backend[], options: PoolOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
    this.#checkPolicy = { ...options.retries, tries: Math.min(options.retries.tries, CHECKS) };
    const { requestsPerMinute, tokensPerMinute } = options.limits;
    if (requestsPerMinute !== undefined || tokensPerMinute !== undefined)
      this.#rate = new RateLimit(options.limits, this.#now);
    this.#members = backends.map((backend) => ({
      backend,
      limit: new AdaptiveLimit(options.concurrency),
      state: 'in',
      checked: true,
      probing: false,
      until: 0,
      failures: 0,
      replies: 0,
      pauses: 0,
      outs: 0,
      started: 0,
      told: false,
    }));
    options.stop.addEventListener('abort', () => this.#stop(), { once: true });
  }

  /** How each address fared. */
  states(): AddressState[] {
    return this.#members.map(({ backend, limit, outs }) => ({
      address: backend.address,
      concurrency: limit.most,
      limit: limit.current,
      outs,
    }));
  }

  /**
   * Sees to it that the run's models can answer. Addresses where they can't are left out, with a notice, while there is
   * one where they can.
   *
   * @throws UsageError or ModelError
   */
  async check(needs: readonly ModelNeeds[], signal: AbortSignal): Promise<void> {
    this.#needs = needs;
    const failed: { member: Member; error: ModelError }[] = [];
    const check = async (member: Member) => {
      try {
        await retrying(this.#checkPolicy, this.#options.stop, this.#options.retried, () =>
          member.backend.check(needs, signal).catch(unlessNothingListens),
        );
      } catch (error) {
        if (!(error instanceof ModelError)) throw error;
        failed.push({ member, error });
      }
    };
    await settle(this.#members.map(check));
    if (failed.length === this.#members.length) throw together(failed.map(({ error }) => error));
    for (const { member, error } of failed) {
      member.checked = false;
      this.#takeOut(member, error);
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
  #startAt(members: readonly Member[], each: Waiting, line: Set<Waiting>): boolean {
    let best: Member | undefined;
    for (const member of members) {
      if (!member.limit.hasRoom) continue;
      if (
        best === undefined ||
        load(member) < load(best) ||
        (load(member) === load(best) && member.started < best.started)
      )
        best = member;
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

  #start(each: Waiting, member: Member): void {
    const counted = this.#rate?.start(each.tokens);
    const used = (tokens: number) => {
      if (counted !== undefined) this.#rate!.correct(counted, tokens);
    };
    const { outs } = member;
    const before = member.limit.current;
    member.started += 1;
    member.limit
      .run(() => each.call(member.backend, used), isTooMany)
      .then(
        (value) => {
          this.#answered(member, outs);
          each.resolve(value);
          this.#pump();
        },
        (error: unknown) => {
          if (member.limit.current < before) this.#tellLimit(member);
          this.#failed(each, member, outs, error);
          this.#pump();
        },
      );
  }

  #pumpIn(pause: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#pump(), Math.ceil(pause));
  }

  /** The addresses that a call may go to. */
  #usable(tried: readonly Member[]): readonly Member[] {
    if (this.#members.length === 1) return tried.length === 0 ? this.#members : [];
    const usable = this.#members.filter((member) => member.state === 'in' && !tried.includes(member));
    if (usable.length > 0 || tried.length > 0) return usable;
    if (this.#members.some(({ state }) => state === 'in')) return [];
    // All are out. One that was never looked at is no way out: it may lack the model, or cut prompts without a word.
    const out = this.#members.filter(({ state, checked }) => state === 'out' && checked);
    return out.length > 0 ? out : this.#members.filter(({ checked }) => checked);
  }

  #answered(member: Member, outs: number): void {
    member.failures = 0;
    member.replies += 1;
    if (member.replies >= SOUND) member.pauses = 0;
    // A reply to a call from before it went out proves nothing.
    if (member.state !== 'in' && member.outs === outs) this.#takeIn(member);
  }

  #failed(each: Waiting, member: Member, outs: number, error: unknown): void {
    if (error instanceof ModelError && isOfAddress(error) && !this.#options.stop.aborted) {
      this.#judge(member, outs, error);
      each.tried.push(member);
      if (this.#usable(each.tried).length > 0) {
        each.error = error;
        this.#options.retried(error);
        this.#moved.add(each);
        return;
      }
    }
    each.reject(error);
  }

  /** Whether an address goes out because of this failure. */
  #judge(member: Member, outs: number, error: ModelError): void {
    if (member.state !== 'in' || member.outs !== outs || this.#members.length === 1) return;
    // A server that is full is sound, unless it is full with a single call.
    if (error.kind === 'rate-limited' && member.limit.current > 1) return;
    member.failures += 1;
    if (member.failures >= FAILURES || error.remedy === 'end-run') this.#takeOut(member, error);
  }

  #takeOut(member: Member, error: ModelError): void {
    member.state = error.remedy === 'end-run' ? 'gone' : 'out';
    member.outs += 1;
    member.failures = 0;
    member.replies = 0;
    const pause = this.#pauseOf(member);
    const left = this.#members.filter(({ state }) => state === 'in').length;
    const then =
      member.state === 'gone' ? 'left out of this run' : `taken out, tried again after ${pause / 1000} s and more`;
    this.#options.noticed(
      `${member.backend.address} is ${then}; ${left} of ${this.#members.length} addresses left: ${error.message}`,
    );
  }

  #pauseOf(member: Member): number {
    const pause = Math.min(FIRST_PAUSE * 2 ** member.pauses, LONGEST_PAUSE);
    member.pauses += 1;
    member.until = this.#now() + pause;
    return pause;
  }

  #takeIn(member: Member): void {
    member.state = 'in';
    this.#options.noticed(`${member.backend.address} answers again`);
  }

  /** Looks whether the addresses whose pause is over are back. */
  #probe(): void {
    for (const member of this.#members) {
      if (member.state !== 'out' || member.probing || member.until > this.#now()) continue;
      member.probing = true;
      member.backend
        .check(this.#needs, this.#probes.signal)
        .then(
          () => {
            member.checked = true;
            if (member.state === 'out') this.#takeIn(member);
          },
          (error: unknown) => {
            this.#pauseOf(member);
            if (error instanceof ModelError && error.remedy === 'end-run') member.state = 'gone';
          },
        )
        .finally(() => {
          member.probing = false;
          this.#pump();
        });
    }
  }

  #tellLimit(member: Member): void {
    if (member.told) return;
    member.told = true;
    const { most, current } = member.limit;
    this.#options.noticed(
      `${member.backend.address} does not take ${most} calls at once; how many it takes is found out from here on (${current} now)`,
    );
  }
}

/** How busy an address is: not the share of its limit, as a slow server may have a high one. */
function load({ limit }: Member): number {
  return limit.inFlight;
}

/** Whether a call that failed so may do better at another address. */
function isOfAddress({ remedy, kind }: ModelError): boolean {
  return remedy === 'retry' || kind === 'not-found' || kind === 'unauthorised';
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

/** Waits for all, then passes on the first failure. */
async function settle(promises: readonly Promise<void>[]): Promise<void> {
  for (const result of await Promise.allSettled(promises)) if (result.status === 'rejected') throw result.reason;
}

/** One error for addresses that all failed. */
function together(errors: readonly ModelError[]): ModelError {
  const [first] = errors;
  if (errors.length === 1) return first!;
  const message = `none of the ${errors.length} addresses can be asked: ${errors.map((error) => error.message).join('; ')}`;
  return new ModelError(first!.kind, first!.remedy, message, { cause: first });
}
