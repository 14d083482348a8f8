import { withInterval } from '../../format.ts';
import type { Picture } from '../chart.ts';
import { plain } from '../escape.ts';
import { DASHES, MUTED, SERIES, SHAPES } from '../palette.ts';

/** What a chart is called, and what to look for in it. */
export type Words = Pick<Picture, 'title' | 'text'>;

/** A value with its interval, at a place on an axis; several values at one place differ in their series. */
export interface Estimate {
  at: string;
  series?: string;
  value: number;
  low?: number;
  high?: number;
}

export const axisOf = (title: string) => ({ title: unlikeKeys(plain(title)) });

/**
 * A text for a specification. Vega looks texts up in plain objects, and there finds `constructor` and the like, which
 * nobody put in: with a blank at its end, a text looks the same and is not found.
 */
function unlikeKeys(text: string): string {
  return text in {} ? `${text} ` : text;
}

/** Names as a chart shows them, by the whole name: cut, but still different from each other. */
export function shortNames(names: readonly string[], longest = 34): Map<string, string> {
  const short = new Map<string, string>();
  for (const name of names) {
    if (short.has(name)) continue;
    const characters = [...plain(name)];
    const cut = characters.length <= longest ? characters.join('') : `${characters.slice(0, longest - 1).join('')}…`;
    let own = unlikeKeys(cut);
    for (let i = 2; [...short.values()].includes(own); i += 1) own = `${cut} (${i})`;
    short.set(name, own === '' ? ' ' : own);
  }
  return short;
}

/** How series are told apart: by colour, and by shape or dash. */
export function seriesEncoding(names: readonly string[]) {
  // With many names in one row, the picture would be wide, and so drawn small.
  const legend = names.length < 2 ? null : { columns: Math.min(names.length, names.length > 3 ? 2 : 3) };
  const nth = <T>(list: readonly T[]) => names.map((_, i) => list[i % list.length]!);
  return {
    color: {
      field: 'series',
      type: 'nominal',
      scale: { domain: names, range: nth(SERIES) },
      legend,
    },
    shape: {
      field: 'series',
      type: 'nominal',
      scale: { domain: names, range: nth(SHAPES) },
      legend,
    },
    strokeDash: {
      field: 'series',
      type: 'nominal',
      scale: { domain: names, range: nth(DASHES) },
      legend,
    },
  };
}

export function zeroLine(channel: 'x' | 'y') {
  return {
    data: { values: [{}] },
    mark: { type: 'rule', color: MUTED, strokeDash: [3, 3] },
    encoding: { [channel]: { datum: 0, type: 'quantitative' } },
  };
}

export function estimateTable(estimates: readonly Estimate[], axis: string): Picture['table'] {
  const several = estimates.some(({ series }) => series !== undefined);
  return {
    columns: ['', ...(several ? [''] : []), axis],
    rows: estimates.map(({ at, series, value, low, high }) => [
      at,
      ...(several ? [series ?? ''] : []),
      withInterval(value, low, high),
    ]),
  };
}
