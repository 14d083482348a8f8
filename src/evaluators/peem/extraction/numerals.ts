// Not in the paper: one number may be written in many ways. What is joined by
// points, commas, colons or strokes is taken as a whole: it is a number as a whole, or none, and never a part of it is.
import { EXPRESSION } from './latex-text.ts';

export type Percent = 'unit' | 'fraction';

/** A number, and where it stands in the text. */
export interface Numeral {
  value: number;
  start: number;
  end: number;
}

/** Digits as far as they are joined. Repetition is bounded where it could be tried again from each of its parts. */
export const RUN = String.raw`(?:\d{1,3}(?: \d{3}){1,6}(?! ?\d)(?:[.,]\d+)?|\.?\d+(?:[.,_:]\d+)*)`;
// Not within a word (CO2), a power (m^2) or another run.
const BEGINS = String.raw`(?<![\p{Script=Latin}\p{Script=Greek}\d^_]|\d[.,_:]|\^[-+])`;
const TO_THE = String.raw`(?:\^|\*\*) ?\(?`;
const NUMERAL = new RegExp(
  `(?<sign>-?)(?:[$€£¥₹] ?(?<inner>-?))?${BEGINS}` +
    String.raw`(?:(?<whole>\d{1,12}) {1,2}(?<above>\d{1,12})\/(?<below>\d{1,12})(?![\d/.,])` +
    `|(?<run>${RUN})(?:[eE](?<e>[+-]?\\d{1,3})(?!\\d)| ?[×x*] ?10 ?${TO_THE}(?<ten>[+-]?\\d{1,3})\\)?)?` +
    `(?: ?${TO_THE}(?<power>[+-]?\\d{1,3})\\)?)?(?<over>(?: ?\\/ ?${RUN})*))` +
    '(?<percent> ?(?:%|per ?cent(?![A-Za-z])))?',
  'gu',
);

/** All numbers of a text (see `plainText`), in order. 45% is 45, or 0.45 where percent is a fraction. */
export function numeralsIn(text: string, percent: Percent = 'unit'): Numeral[] {
  const numerals: Numeral[] = [];
  for (const { 0: written, index, groups } of text.matchAll(NUMERAL)) {
    const end = index + written.length;
    if (isPart(text, index, end)) continue;
    const size = sizeOf(groups!);
    if (!Number.isFinite(size)) continue;
    const share = groups!.percent !== undefined && percent === 'fraction' ? size / 100 : size;
    const negative =
      groups!.inner === '-' || isSign(text, groups!.sign === '-' ? index : -1) || afterEquals(text, index);
    numerals.push({ value: negative ? 0 - share : share, start: index, end });
  }
  return numerals;
}

/** What a run of digits is: 1,234.5 and 1.234,5 and 1 234.5; 12,5; not 1,2,3 nor 12:30. */
export function valueOfRun(run: string): number {
  const groups = /^[1-9]\d{0,2}(?:(?:,\d{3})+(?:\.\d+)?|(?:_\d{3})+(?:\.\d+)?)$/;
  const pointed = /^[1-9]\d{0,2}(?:(?:\.\d{3})+,\d+|(?:\.\d{3}){2,}|(?: \d{3})+(?:[.,]\d+)?)$/;
  if (groups.test(run)) return Number(run.replace(/[,_]/g, ''));
  if (pointed.test(run)) {
    const decimal = /[,.]\d+$/.exec(run)?.[0] ?? '';
    // Of 1.000.000 the last group is none, of 1 000.5 it is.
    const isDecimal = decimal.startsWith(',') || (decimal !== '' && run.includes(' '));
    const whole = isDecimal ? run.slice(0, -decimal.length) : run;
    return Number(whole.replace(/[. ]/g, '') + (isDecimal ? `.${decimal.slice(1)}` : ''));
  }
  return /^(?:\d*\.?\d+|\d+,\d+)$/.test(run) ? Number(run.replace(',', '.')) : Number.NaN;
}

function sizeOf({ whole, above, below, run, e, ten, power, over }: Partial<Record<string, string>>): number {
  if (run === undefined) return Number(whole) + Number(above) / Number(below);
  const divisors = over!.split('/').slice(1);
  // 12/25/2024
  if (divisors.length > 1) return Number.NaN;
  const size = Number(`${valueOfRun(run)}e${Number(e ?? ten ?? 0)}`) ** Number(power ?? 1);
  return divisors.length === 0 ? size : size / valueOfRun(divisors[0]!.trim());
}

const PART_AFTER = new RegExp(`${EXPRESSION} ?$`);
const PART_BEFORE = new RegExp(`^[ .]?(?:${EXPRESSION}|\\^)`);

/** Whether a number is only a part of an expression: 2√3, 2^{n}. */
function isPart(text: string, start: number, end: number): boolean {
  return PART_AFTER.test(text.slice(Math.max(0, start - 2), start)) || PART_BEFORE.test(text.slice(end, end + 2));
}

/** Whether a minus is a sign: not after an operand (10 -3), nor in a word (GPT-4). */
function isSign(text: string, at: number): boolean {
  if (at < 0) return false;
  return !/[\p{L}\d)\]}.]$|[\d)\]}%] {0,3}$/u.test(text.slice(Math.max(0, at - 4), at));
}

/** After = a minus is a sign even with a space behind it. */
const afterEquals = (text: string, start: number): boolean => /= ?- $/.test(text.slice(Math.max(0, start - 4), start));
