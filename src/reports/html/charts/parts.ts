import { withInterval } from '../../format.ts';
import { shortened } from '../../shortened.ts';
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

/**
 * Names as a chart shows them, by the whole name: without their middles where they are long, but still different from
 * each other.
 *
 * @param longest characters, of which a wide one counts for two
 */
export function shortNames(names: readonly string[], longest = 34): Map<string, string> {
  const texts = new Map(names.map((name) => [name, plain(name)]));
  const all = [...texts.values()];
  const apart = shortened(all, longest) ?? shortened(all, 2 * longest);
  const short = new Map<string, string>();
  for (const [name, text] of texts) {
    const cut = (apart ?? shortened([text], longest)!).get(text)!;
    let own = unlikeKeys(cut);
    // What is still equal differs in the middle of long names, or in blanks alone.
    for (let i = 2; [...short.values()].includes(own); i += 1) own = `${cut} (${i})`;
    short.set(name, own === '' ? ' ' : own);
  }
  return short;
}

/** In pixels. Where it lays out a legend, Vega takes a character for 9 of them. */
const LEGEND_WIDTH = 400;

/** How series are told apart: by colour, and by shape or dash. */
export function seriesEncoding(names: readonly string[]) {
  // A legend wider than the chart would make the picture wide, and so drawn small.
  const longest = Math.max(...names.map((name) => name.length));
  const columns = Math.max(1, Math.min(names.length, 3, Math.floor(LEGEND_WIDTH / (9 * longest + 30))));
  const legend = names.length < 2 ? null : { columns };
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
      legend: null, // colour and shape tell enough
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
