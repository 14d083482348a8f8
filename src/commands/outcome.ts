import type { GateResult } from '../gates/evaluate.ts';
import type { RunResult } from '../pipeline/finish.ts';

/** The exit codes of assay. */
export const EXIT = { done: 0, gateFailed: 1, usage: 2, incomplete: 3, interrupted: 130 } as const;

/** The exit code of a run: 130 before 3 before 1, as the gates of an unfinished run tell nothing. */
export function exitCodeOf({ manifest }: Pick<RunResult, 'manifest'>, gates: readonly GateResult[] = []): number {
  switch (manifest.state) {
    case 'complete':
      return gates.every(({ status }) => status === 'held') ? EXIT.done : EXIT.gateFailed;
    case 'interrupted':
      return EXIT.interrupted;
    default:
      return EXIT.incomplete;
  }
}
