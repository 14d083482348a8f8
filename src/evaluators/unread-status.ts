import type { Outcome } from '../model/ask.ts';

/** Why there is nothing to read of an outcome. */
export function unreadStatus({ status }: Outcome): 'filtered' | 'not-asked' | 'failed' {
  return status === 'answered' ? 'filtered' : status === 'planned' ? 'not-asked' : 'failed';
}
