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
 */
export function retrying<T>(
  policy: RetryPolicy,
  signal: AbortSignal,
  onRetry: (error: ModelError, attempt: number) => void,
  call: () => Promise<T>,
): Promise<T> {
  const deadline = performance.now() + policy.totalSeconds * 1000;
  return pRetry(call, {
    retries: policy.tries - 1,
    minTimeout: policy.minSeconds * 1000,
    maxTimeout: policy.maxSeconds * 1000,
    factor: 2,
    randomize: true,
    maxRetryTime: policy.totalSeconds * 1000,
    signal,
    shouldRetry: ({ error }) => error instanceof ModelError && error.remedy === 'retry',
    onFailedAttempt: async ({ error, attemptNumber, retriesLeft }) => {
      if (!(error instanceof ModelError) || error.remedy !== 'retry' || retriesLeft === 0) return;
      const pause = (error.retryAfterSeconds ?? 0) * 1000;
      if (performance.now() + pause > deadline) throw error;
      onRetry(error, attemptNumber);
      if (pause > 0) await sleep(pause, undefined, { signal });
    },
  });
}
