// Yuan et al., findings of ACL 2024, arXiv 2408.13738: exact answers that are numbers. Not in the paper: one number may
// be written in many ways.
import { boxed } from './boxed.ts';
import { type Extracted, noPrediction } from './extracted.ts';
import { lastMatch, marked } from './marked.ts';

export type NumberOptions = {
  /** Holds the number in its group; without it the last stated answer counts, or else the last number. */
  marker?: RegExp;
  /** What 45% is: 45, the sign being a unit (the default), or 0.45. */
  percent?: 'unit' | 'fraction';
};

const DIGITS = String.raw`(?:\d{1,3}(?:,\d{3})+(?![\d])|\d{1,30})(?:\.\d{1,30})?|\.\d{1,30}`;
const EXPONENT = String.raw`(?:[eE][+-]?\d{1,3}(?![\d])|\s{0,2}(?:×|x|\*|\\times|\\cdot)\s{0,2}10\s{0,2}(?:\^|\*\*)\s{0,2}\{?\s{0,2}[+−-]?\d{1,3}\}?)?`;
// A minus between two numbers, or after a letter (GPT-4), is none.
const SIGN = String.raw`(?<sign>(?<![\w.)\]}])[-−–]\s{0,2}|)`;
const UNITS_BEFORE = String.raw`(?:\\?[$€£¥]\s{0,2}(?<inner>[-−](?=[\d.]))?)?`;
const FRACTION = String.raw`\\[dt]?frac\s{0,2}\{\s{0,2}(?<over>-?${DIGITS})\s{0,2}\}\s{0,2}\{\s{0,2}(?<under>${DIGITS})\s{0,2}\}`;
const WRITTEN = new RegExp(
  `${SIGN}${UNITS_BEFORE}(?:(?:(?<!\\d)(?<whole>\\d{1,12})\\s{0,2})?${FRACTION}` +
    `|(?<![\\d.])(?<integer>\\d{1,12})\\s{1,2}(?<above>\\d{1,12})\\/(?<below>\\d{1,12})(?![\\d/])` +
    `|(?<unit>(?<![\\d.])\\d{1,12})?\\s?(?<vulgar>[¼½¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])` +
    `|(?<![\\d])(?<digits>${DIGITS})(?<exponent>${EXPONENT})(?<power>\\s?(?:\\^|\\*\\*)\\s?\\{?[+−-]?\\d{1,3}\\}?)?(?:\\s{0,2}\\/\\s{0,2}(?<divisor>${DIGITS})(?![\\d/]))?)` +
    `(?<percent>\\s{0,2}(?:\\\\?%|percent(?![A-Za-z])|per cent(?![A-Za-z])))?`,
  'g',
);
const VULGAR: Record<string, number> = {
  '¼': 1 / 4,
  '½': 1 / 2,
  '¾': 3 / 4,
  '⅓': 1 / 3,
  '⅔': 2 / 3,
  '⅕': 1 / 5,
  '⅖': 2 / 5,
  '⅗': 3 / 5,
  '⅘': 4 / 5,
  '⅙': 1 / 6,
  '⅚': 5 / 6,
  '⅛': 1 / 8,
  '⅜': 3 / 8,
  '⅝': 5 / 8,
  '⅞': 7 / 8,
};

/** The line of a stated answer, from where it is stated: "the answer is …", "Answer: …", "#### …". */
const STATED = /(?:\banswers?(?:\s+is|\s+would be|\*{0,2}\s{0,2}:)|####)([^\n]{0,300})/i;

/**
 * The number that a reply ends on: in the marker, in `\boxed{}`, in the last stated answer (where the last result of an
 * equation counts, else the first number), or else the last number. Tolerant of units, currency and thousands commas,
 * of fractions (3/4, 1 1/2, ½, \frac{3}{4}), percent, signs, powers and scientific notation.
 */
export function number(reply: string, { marker, percent = 'unit' }: NumberOptions = {}): Extracted<number> {
  if (marker) {
    const content = marked(reply, marker);
    if (content === undefined) return noPrediction('the marker was not found');
    return numberOr(numbersIn(content, percent).at(-1), `the marker holds no number: '${content.trim().slice(0, 40)}'`);
  }
  const box = boxed(reply);
  const inBox = 'prediction' in box ? numbersIn(box.prediction, percent).at(-1) : undefined;
  if (inBox !== undefined) return { prediction: inBox };
  const stated = lastMatch(reply, STATED)?.[1];
  if (stated !== undefined) {
    const result = stated.lastIndexOf('=');
    const inAnswer = numbersIn(result < 0 ? stated : stated.slice(result + 1), percent)[0];
    if (inAnswer !== undefined) return { prediction: inAnswer };
  }
  return numberOr(numbersIn(reply, percent).at(-1), 'no number found');
}

/** All numbers of a text, in order. */
export function numbersIn(text: string, percent: 'unit' | 'fraction' = 'unit'): number[] {
  return Array.from(text.replaceAll('{,}', ',').matchAll(WRITTEN), ({ groups }) => written(groups!, percent)).filter(
    Number.isFinite,
  );
}

function written(part: Partial<Record<string, string>>, percent: 'unit' | 'fraction'): number {
  const plain = (digits: string | undefined) => Number((digits ?? '0').replaceAll(',', ''));
  let value: number;
  if (part.over !== undefined) value = plain(part.whole) + plain(part.over) / plain(part.under);
  else if (part.above !== undefined) value = plain(part.integer) + plain(part.above) / plain(part.below);
  else if (part.vulgar !== undefined) value = plain(part.unit) + VULGAR[part.vulgar]!;
  else {
    const mantissa = `${plain(part.digits)}e${lastInteger(part.exponent) ?? 0}`;
    value = Number(mantissa) ** (lastInteger(part.power) ?? 1) / (part.divisor === undefined ? 1 : plain(part.divisor));
  }
  const share = part.percent !== undefined && percent === 'fraction' ? value / 100 : value;
  return part.sign || part.inner ? 0 - share : share;
}

/** The integer that a power ends on: 23 of "× 10^{23}". */
function lastInteger(power: string | undefined): number | undefined {
  const digits = /[+−-]?\d+(?=\}?$)/.exec(power ?? '')?.[0];
  return digits === undefined ? undefined : Number(digits.replace('−', '-'));
}

const numberOr = (value: number | undefined, reason: string): Extracted<number> =>
  value === undefined ? noPrediction(reason) : { prediction: value };
