// Exact answers that are numbers. Not in the paper: where in a reply
// the number stands.
import { boxContent } from './boxed.ts';
import { type Extracted, noPrediction } from './extracted.ts';
import { EXPRESSION, plainText } from './latex-text.ts';
import { lastMatch, marked } from './marked.ts';
import { numeralsIn, type Percent } from './numerals.ts';
import { quantity } from './quantity.ts';

export interface NumberOptions {
  /** Holds the number in its group; without it the last stated answer counts, or else the last number. */
  marker?: RegExp;
  /** What 45% is: 45, the sign being a unit (the default), or 0.45. */
  percent?: Percent;
}

/** Where an answer is stated: "the answer is …", "Answer: …", "#### 12", a heading "Final answer". */
const STATED =
  /(?:\banswers?\**(?:\s+(?:is|are|(?:would|must|should|will) be)\b|\s{0,3}[:=]|[ \t]*\n)|答案(?:是|为|[:：])|####(?=\s*[^\sA-Za-z#]))/i;

/**
 * The number that a reply ends on: in the marker, in `\boxed{}`, in the last stated answer, or else the last number. In
 * the first three it must be the one quantity that stands there, maybe the result of an equation. Tolerant of units,
 * currency, thousands and decimal commas, of fractions (3/4, 1 1/2, ½, \frac{3}{4}), percent, signs, powers and
 * scientific notation.
 */
export function number(reply: string, { marker, percent }: NumberOptions = {}): Extracted<number> {
  const content = marker ? marked(reply, marker) : boxContent(reply);
  if (content !== undefined) {
    const value = quantity(plainText(content), percent);
    const where = marker ? 'marker' : 'box';
    return numberOr(value, `the ${where} holds no single number: '${content.trim().slice(0, 40)}'`);
  }
  if (marker) return noPrediction('the marker was not found');
  const text = plainText(reply);
  const stated = statedLine(text);
  if (stated !== undefined && (/\d/.test(stated) || stated.includes(EXPRESSION))) {
    return numberOr(quantity(stated, percent, true), `the answer is no single number: '${stated.slice(0, 40)}'`);
  }
  return numberOr(numeralsIn(text, percent).at(-1)?.value, 'no number found');
}

/** The number of a gold answer: the one that it states, as GSM8K's do (`#### 12`), or the one quantity that it is. */
export function goldNumber(answer: string, percent?: Percent): number | undefined {
  const text = plainText(boxContent(answer) ?? answer);
  return quantity(statedLine(text) ?? text, percent);
}

/** The first line with content at or below the last place where an answer is stated, without what marks it. */
function statedLine(text: string): string | undefined {
  const match = lastMatch(text, STATED);
  if (!match) return undefined;
  const rest = text.slice(match.index + match[0].length, match.index + match[0].length + 600);
  const line = rest.split('\n').find((each) => /[\p{L}\p{N}\uFFFC]/u.test(each));
  return line?.trim().replace(/^(?:[*>$:\s]+|[-•]\s+)+/, '');
}

const numberOr = (value: number | undefined, reason: string): Extracted<number> =>
  value === undefined ? noPrediction(reason) : { prediction: value };
