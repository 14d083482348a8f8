import stringWidth from 'fast-string-width';
import { colors as pc } from './colors.ts';
import { SHORTEST, shortened } from './shortened.ts';
import { padded } from './table.ts';

/** Background colours (of the terminal's 256) from low to high, which the colour-blind can tell apart as well. */
const RAMP = [235, 236, 237, 23, 24, 25, 31, 37, 36, 35, 71, 107, 143, 179, 221, 227];
/** From this index on, backgrounds are light and need dark text. */
const LIGHT = 7;

/**
 * A matrix of numbers as lines of text: coloured from its least to its greatest value where colours are on, else plain
 * numbers. A row has a number and a name; the column of the same name has that number.
 *
 * @param width characters that fit into a line, for which names are shortened if they can be; undefined where there is
 * no terminal
 */
export function heatMap(
  names: readonly string[],
  matrix: readonly (readonly number[])[],
  width: number | undefined = process.stdout.columns,
  colours = pc.isColorSupported,
): string[] {
  const texts = matrix.map((row) => row.map(short));
  const digits = String(names.length).length;
  const cellWidth = Math.max(digits, ...texts.flat().map(({ length }) => length)) + 1;
  const values = matrix.flat().filter(Number.isFinite);
  const least = Math.min(...values);
  const most = Math.max(...values);
  const cell = (value: number, text: string): string => {
    const filled = text.padStart(cellWidth);
    if (!colours || !Number.isFinite(value) || most === least) return filled;
    const at = Math.min(RAMP.length - 1, Math.floor(((value - least) / (most - least)) * RAMP.length));
    return `\u001b[48;5;${RAMP[at]};38;5;${at < LIGHT ? 255 : 16}m${filled}\u001b[0m`;
  };
  const gap = colours ? '' : ' ';
  const room =
    (width ?? Number.POSITIVE_INFINITY) - (digits + 2 + names.length * (cellWidth + gap.length) - gap.length);
  const shown = room < SHORTEST ? undefined : shortened(names, room);
  const heads = names.map((name, i) => `${String(i + 1).padStart(digits)} ${shown?.get(name) ?? name}`);
  const label = Math.max(0, ...heads.map((head) => stringWidth(head)));
  return [
    `${' '.repeat(label)} ${names.map((_, i) => String(i + 1).padStart(cellWidth)).join(gap)}`,
    ...matrix.map(
      (row, i) => `${padded(heads[i]!, label)} ${row.map((value, j) => cell(value, texts[i]![j]!)).join(gap)}`,
    ),
  ];
}

/** Two decimals; a number below 1 without the zero before its point: .73. */
function short(value: number): string {
  return Number.isFinite(value) ? value.toFixed(2).replace(/^(-?)0\./, '$1.') : '';
}
