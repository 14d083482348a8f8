import type { GateResult } from '../gates/evaluate.ts';
import { printable } from '../printable.ts';
import { colors as pc } from './colors.ts';
import { wrapped } from './wrapped.ts';

const WORDS = { held: 'held  ', failed: 'FAILED', error: 'ERROR ', undecided: 'open  ' } as const;
const COLOURS = { held: pc.green, failed: pc.red, error: pc.red, undecided: pc.yellow } as const;

/** In front of a gate: what became of it, and two spaces. */
const INDENT = 8;

/** A line for each gate: what became of it, the gate, and by how much. In a terminal, lines are broken between words. */
export function gateLines(results: readonly GateResult[]): string[] {
  const { columns } = process.stdout;
  return results.map(({ gate, status, message }) => {
    const told = wrapped(`${pc.bold(printable(gate))}  ${printable(message)}`, columns && columns - INDENT);
    return `${COLOURS[status](WORDS[status])}  ${told.replaceAll('\n', `\n${' '.repeat(INDENT)}`)}`;
  });
}
