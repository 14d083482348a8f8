import { colors as pc } from './colors.ts';

/** Background colours (of the terminal's 256) from low to high, which the colour-blind can tell apart as well. */
const RAMP = [235, 236, 237, 23, 24, 25, 31, 37, 36, 35, 71, 107, 143, 179, 221, 227];
/** From this index on, backgrounds are light and need dark text. */
const LIGHT = 7;

/**
 * A matrix of numbers as lines of text: coloured from its least to its greatest value where colours are on, else plain
 * numbers. A row has a number and a name; the column of the same name has that number.
 */
export function heatMap(
  names: readonly string[],
  matrix: readonly (readonly number[])[],
  { colours = pc.isColorSupported, decimals = 2 }: { colours?: boolean; decimals?: number } = {},
): string[] {
  const texts = matrix.map((row) => row.map((value) => short(value, decimals)));
  const width = Math.max(String(names.length).length, ...texts.flat().map(({ length }) => length)) + 1;
  const numbers = names.map((_, i) => String(i + 1).padStart(String(names.length).length));
  const label = Math.max(0, ...names.map((name, i) => `${numbers[i]} ${name}`.length));
  const values = matrix.flat().filter(Number.isFinite);
  const least = Math.min(...values);
  const most = Math.max(...values);
  const cell = (value: number, text: string): string => {
    const padded = text.padStart(width);
    if (!colours || !Number.isFinite(value) || most === least) return padded;
    const at = Math.min(RAMP.length - 1, Math.floor(((value - least) / (most - least)) * RAMP.length));
    return `\u001b[48;5;${RAMP[at]};38;5;${at < LIGHT ? 255 : 16}m${padded}\u001b[0m`;
  };
  const gap = colours ? '' : ' ';
  const head = `${' '.repeat(label)} ${names.map((_, i) => String(i + 1).padStart(width)).join(gap)}`;
  return [
    head,
    ...matrix.map((row, i) => {
      const cells = row.map((value, j) => cell(value, texts[i]![j]!)).join(gap);
      return `${`${numbers[i]} ${names[i]}`.padEnd(label)} ${cells}`;
    }),
  ];
}

/** A number below 1 without the zero before its point: .73. */
function short(value: number, decimals: number): string {
  return Number.isFinite(value) ? value.toFixed(decimals).replace(/^(-?)0\./, '$1.') : '';
}
