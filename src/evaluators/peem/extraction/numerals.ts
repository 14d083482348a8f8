// Not in the paper: one number may be written in many ways. What is joined by points, commas, colons or strokes is
// taken as a whole: it is a number as a whole, or none, and never a part of it is.
import { RUN, valueOfRun } from './digit-runs.ts';
import { type Magnitude, magnitudeAt } from './magnitudes.ts';
import { isCompound, isPart, type Surroundings } from './parts.ts';
import { signAt } from './signs.ts';

export type Percent = 'unit' | 'fraction';

/** A number, and where it stands in the text. */
export interface Numeral {
  /** `undefined` where it is only a part of something, or can be read in two ways. */
  value: number | undefined;
  start: number;
  end: number;
}

// Not within a word (CO2), a power (m^2) or another run.
const BEGINS = String.raw`(?<![\p{Script=Latin}\p{Script=Greek}\d^_]|\d[.,_:]|\^[-+])`;
const TO_THE = String.raw`(?:\^|\*\*) ?\(?`;
const NUMERAL = new RegExp(
  `(?<stroke>[-+]?)(?<money>[$€£¥₹] ?(?<inner>-?))?${BEGINS}` +
    String.raw`(?:(?<whole>\d{1,12}) {1,2}(?<above>\d{1,12})\/(?<below>\d{1,12})(?![\d/]|[.,]\d)` +
    `|(?<run>${RUN})(?:[eE](?<e>[+-]?\\d{1,3})(?!\\d)| ?[×x*] ?10 ?${TO_THE}(?<ten>[+-]?\\d{1,3})\\)?)?` +
    `(?: ?${TO_THE}(?<power>[+-]?\\d{1,3})\\)?)?(?<over>(?: ?\\/ ?${RUN})*))` +
    '(?:(?<percent> ?(?:%|per ?cent(?![A-Za-z])))|(?<half> and a half(?![A-Za-z])))?',
  'gu',
);

/** The $ that ends a formula: what began it is no currency sign. */
const TEX_ENDS = /^[^$\n]{0,80}\$(?! ?\d)/;

/** All numbers of a text (see `plainText`), in order, those that can't be read too. */
export function numeralsIn(text: string, percent: Percent, around: Surroundings): Numeral[] {
  const numerals: (Numeral & { magnitude?: Magnitude | undefined })[] = [];
  for (const { 0: written, index, groups } of text.matchAll(NUMERAL)) {
    const behind = index + written.length;
    const inTex = groups!.money?.startsWith('$') === true && TEX_ENDS.test(text.slice(behind, behind + 80));
    const magnitude =
      groups!.percent === undefined
        ? magnitudeAt(text, behind, groups!.money !== undefined && !inTex, around === 'formula' || inTex)
        : undefined;
    const end = magnitude?.end ?? behind;
    const { sign, start } = signAt(text, index, groups!.stroke!, end, around !== 'sentence');
    const isOpen = sign === undefined || isPart(text, index, end, around);
    const size = scaled(sizeOf(groups!, percent), magnitude ? magnitude.factor : 1);
    const value = groups!.inner === '-' || sign === -1 ? 0 - size : size;
    const numeral = { value: isOpen || !Number.isFinite(value) ? undefined : value, start, end, magnitude };
    const last = numerals.at(-1);
    if (last && isCompound(text, last, numeral)) {
      last.value = undefined;
      numeral.value = undefined;
    }
    numerals.push(numeral);
  }
  return numerals;
}

/** A number times a magnitude. Powers of ten move the point: 1.1 million is 1,100,000, not a last digit more. */
function scaled(size: number, factor: number | undefined): number {
  if (factor === undefined) return Number.NaN;
  const [, zeros] = /^1(0*)$/.exec(String(factor)) ?? [];
  const shifted = zeros === undefined ? Number.NaN : Number(`${size}e${zeros.length}`);
  return Number.isNaN(shifted) ? size * factor : shifted;
}

/** The size of a number; NaN where it is none. */
function sizeOf(groups: Partial<Record<string, string>>, percent: Percent): number {
  const { whole, above, below, run, e, ten, power, over, half } = groups;
  const share = groups.percent !== undefined && percent === 'fraction' ? 100 : 1;
  if (run === undefined) return (Number(whole) + Number(above) / Number(below)) / share;
  const divisors = over!.split('/').slice(1);
  // 12/25/2024
  if (divisors.length > 1) return Number.NaN;
  const size = Number(`${valueOfRun(run)}e${Number(e ?? ten ?? 0)}`) ** Number(power ?? 1) + (half ? 0.5 : 0);
  return (divisors.length === 0 ? size : size / valueOfRun(divisors[0]!.trim())) / share;
}
