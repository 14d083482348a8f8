import { setTimeout as sleep } from 'node:timers/promises';
import pRetry from 'p-retry';
import { ModelError } from './model-error.ts';

export interface RetryPolicy {
  tries: number;
  minSeconds: number;
  maxSeconds: number;
  totalSeconds: number;
}

/**
 * Tries a call until it succeeds, fails for good, or the policy's tries or time are used up. Pauses grow exponentially
 * with jitter; where the server says how long to wait, at least that long is waited.
 *
 * @param onRetry hears of every failed try that is followed by another
 * @param inTurn starts a try when it is its turn; waiting for that does not use up the policy's time
 */
export function retrying<T>(
  policy: RetryPolicy,
  signal: AbortSignal,
  onRetry: (error: ModelError, attempt: number) => void,
  call: () => Promise<T>,
  inTurn: (call: () => Promise<T>) => Promise<T> = (call) => call(),
): Promise<T> {
  const total = policy.totalSeconds * 1000;
  let spent = 0;
  let failedAt: number | undefined;
  const timed = async () => {
    const started = performance.now();
    try {
      return await call();
    } finally {
      spent += performance.now() - started;
    }
  };
  const once = () => {
    if (failedAt !== undefined) spent += performance.now() - failedAt;
    return inTurn(timed);
  };
  return pRetry(once, {
    retries: policy.tries - 1,
    minTimeout: policy.minSeconds * 1000,
    maxTimeout: policy.maxSeconds * 1000,
    factor: 2,
    randomize: true,
    signal,
    shouldRetry: ({ error }) => error instanceof ModelError && error.remedy === 'retry',
    onFailedAttempt: async ({ error, attemptNumber, retriesLeft }) => {
      if (!(error instanceof ModelError) || error.remedy !== 'retry' || retriesLeft === 0) return;
      const pause = (error.retryAfterSeconds ?? 0) * 1000;
      if (spent + pause >= total) throw error;
      failedAt = performance.now();
      onRetry(error, attemptNumber);
      if (pause > 0) await sleep(pause, undefined, { signal });
    },
  });
}
