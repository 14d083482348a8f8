import type { GateResult } from '../gates/evaluate.ts';
import { printable } from '../printable.ts';
import { colors as pc } from './colors.ts';

const WORDS = { held: 'held  ', failed: 'FAILED', error: 'ERROR ', undecided: 'open  ' } as const;
const COLOURS = { held: pc.green, failed: pc.red, error: pc.red, undecided: pc.yellow } as const;

/** A line for each gate: what became of it, the gate, and by how much. */
export function gateLines(results: readonly GateResult[]): string[] {
  return results.map(
    ({ gate, status, message }) =>
      `${COLOURS[status](WORDS[status])}  ${pc.bold(printable(gate))}  ${printable(message)}`,
  );
}
