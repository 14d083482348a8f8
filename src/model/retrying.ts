import { ModelError } from './model-error.ts';

export interface RetryPolicy {
  tries: number;
  minSeconds: number;
  maxSeconds: number;
  totalSeconds: number;
}

/**
 * Tries a call until it succeeds, fails for good, or the policy's tries or time are used up. Pauses grow exponentially
 * with jitter; where the server says how long to wait, that comes on top, so that not all come back in one moment.
 *
 * The loop is written out: p-retry can't wait as long as a server asks for, and takes 20 µs of every call that succeeds
 * at once (docs/benchmarks.md).
 *
 * @param onRetry hears of every failed try that is followed by another
 * @param inTurn starts a try when it is its turn; waiting for that does not use up the policy's time
 * @throws what the last try threw; the signal's reason where it ends a pause
 */
export async function retrying<T>(
  policy: RetryPolicy,
  signal: AbortSignal,
  onRetry: (error: ModelError, attempt: number) => void,
  call: () => Promise<T>,
  inTurn: (call: () => Promise<T>) => Promise<T> = (call) => call(),
): Promise<T> {
  let spent = 0;
  const timed = async () => {
    const started = performance.now();
    try {
      return await call();
    } finally {
      spent += performance.now() - started;
    }
  };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inTurn(timed);
    } catch (error) {
      if (!(error instanceof ModelError) || error.remedy !== 'retry' || attempt >= policy.tries) throw error;
      const asked = (error.retryAfterSeconds ?? 0) * 1000;
      if (spent + asked >= policy.totalSeconds * 1000) throw error;
      onRetry(error, attempt);
      const pause = asked + backoff(policy, attempt);
      await sleep(pause, signal);
      spent += pause;
    }
  }
}

/** Milliseconds: doubled from try to try and stretched by chance, up to twice. */
function backoff({ minSeconds, maxSeconds }: RetryPolicy, attempt: number): number {
  return Math.min(minSeconds * 2 ** (attempt - 1) * (1 + Math.random()), maxSeconds) * 1000;
}

/** @throws the signal's reason, as soon as it aborts */
function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const wake = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', wake);
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', wake, { once: true });
  });
}
