import type { RunResult } from '../run.ts';

/** The exit codes of assay. */
export const EXIT = { done: 0, gateFailed: 1, usage: 2, incomplete: 3, interrupted: 130 } as const;

/** The exit code that a run's end stands for. */
export function exitCodeOf({ manifest }: RunResult): number {
  switch (manifest.state) {
    case 'complete':
      return EXIT.done;
    case 'interrupted':
      return EXIT.interrupted;
    default:
      return EXIT.incomplete;
  }
}
