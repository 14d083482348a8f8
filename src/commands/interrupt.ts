import type { Control } from '../model/endpoint.ts';
import { EXIT } from './outcome.ts';

/** How long calls in flight may take to finish after the first Ctrl-C. */
const GRACE_SECONDS = 5;

/**
 * Ctrl-C (or SIGTERM) ends a run gently: no further call starts, those in flight have a few seconds to finish, and
 * everything is kept. A second Ctrl-C ends the program at once; what was recorded by then is kept as well.
 *
 * @param leave gives the terminal back as it was, before the program ends at once
 */
export function interruptible(
  tell: (message: string) => void,
  leave: () => void,
): { control: Control; dispose(): void } {
  const stop = new AbortController();
  const abort = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const interrupt = () => {
    if (stop.signal.aborted) {
      leave();
      process.exit(EXIT.interrupted);
    }
    tell(
      `Stopping: calls in flight may finish (at most ${GRACE_SECONDS} s). Ctrl-C again stops at once. What is recorded is kept.`,
    );
    stop.abort();
    timer = setTimeout(() => abort.abort(), GRACE_SECONDS * 1000);
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  return {
    control: { stop: stop.signal, abort: abort.signal },
    dispose: () => {
      clearTimeout(timer);
      process.off('SIGINT', interrupt);
      process.off('SIGTERM', interrupt);
    },
  };
}
