// Exact answers that are numbers. Not in the paper: where in a reply the number stands.
import { isAsserted, isTakenBack, TAKEN_BACK } from './assertion.ts';
import { lastBox } from './boxed.ts';
import { type Extracted, noPrediction } from './extracted.ts';
import { EXPRESSION, plainText } from './latex-text.ts';
import type { OwnMarker } from './marked.ts';
import { numeralsIn, type Percent } from './numerals.ts';
import { quantity, withoutEmphasis } from './quantity.ts';

export interface NumberOptions {
  /** Holds the number in its group; without it the last stated answer counts, or else the last number. */
  marker?: OwnMarker;
  /** What 45% is: 45, the sign being a unit (the default), or 0.45. */
  percent?: Percent;
}

/** Where an answer is stated: "the answer is …", "Answer: …", "#### 12", a heading "Final answer". */
const STATED =
  /(?:\banswers?\**(?:\s+(?:is|are|(?:would|must|should|will) be)\b|\s{0,3}[:=]|[ \t]*\n)|答案(?:是|为|[:：])|####(?=\s*[^\sA-Za-z#]))/gi;

/** What says that the number behind it is not the answer. */
const DENIED = /(?:\b(?:is|are|was|were|be)(?: not|n['’]t)\b[^\d.,;:!?\n]{0,16}|≠ ?)$/i;

/** What says that it is only a part of a calculation that is not done: "5 + 7". */
const OPERATED = /[\d)] ?[+×÷*] ?$/;

/** The number of an entry of a list: "3. Divide", at the beginning of a line; a reply that begins so does with a 1. */
const LINE_BEGINS = /\n[ \t#*>]*$/;
const REPLY_BEGINS = /^[\s#*>]*$/;
const ENTRY_BEGINS = /^[.)][* ]{1,4}\p{L}/u;

/** A number in words, which is not read. */
const IN_WORDS =
  /\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|[mb]illion|dozen|half|infinit[ey]|undefined)\b|[〇零一二两三四五六七八九十百千万亿]/i;

/**
 * The number that a reply ends on: in the marker, in `\boxed{}`, in the last stated answer, or else the last number. In
 * the first three it must be the one quantity that stands there, maybe the result of an equation. Tolerant of units,
 * currency, thousands and decimal commas, of fractions (3/4, 1 1/2, ½, \frac{3}{4}), percent, signs, magnitudes (2.5
 * million), powers and scientific notation.
 */
export function number(reply: string, { marker, percent }: NumberOptions = {}): Extracted<number> {
  if (marker) {
    const content = marker(reply);
    if (content === undefined) return noPrediction('the marker was not found');
    return numberOr(quantity(plainText(content), percent), 'the marker holds no single number', content);
  }
  const box = lastBox(reply);
  if (box?.isTakenBack) return noPrediction(TAKEN_BACK);
  if (box) {
    return numberOr(
      quantity(plainText(box.content), percent, 'formula'),
      'the box holds no single number',
      box.content,
    );
  }
  const text = plainText(reply);
  const stated = statedLine(text);
  if (stated?.isTakenBack) return noPrediction(TAKEN_BACK);
  if (stated && (/\d/.test(stated.line) || stated.line.includes(EXPRESSION) || IN_WORDS.test(stated.line))) {
    return numberOr(quantity(stated.line, percent, 'sentence'), 'the answer is no single number', stated.line);
  }
  const plain = withoutEmphasis(text);
  const last = numeralsIn(plain, percent ?? 'unit', 'sentence').at(-1);
  if (last === undefined) return noPrediction('no number found');
  const before = plain.slice(Math.max(0, last.start - 32), last.start);
  const begins = LINE_BEGINS.test(before) || (last.value === 1 && REPLY_BEGINS.test(before));
  const isEntry = begins && ENTRY_BEGINS.test(plain.slice(last.end, last.end + 8));
  const value = DENIED.test(before) || OPERATED.test(before) || isEntry ? undefined : last.value;
  return numberOr(value, 'the last number can not be read as the answer', plain.slice(last.start, last.end));
}

/** The number of a gold answer: the one that it states, as GSM8K's do (`#### 12`), or the one quantity that it is. */
export function goldNumber(answer: string, percent?: Percent): number | undefined {
  const text = plainText(lastBox(answer)?.content ?? answer);
  return quantity(statedLine(text)?.line ?? text, percent);
}

/**
 * The first line with content at or below the last place where an answer is stated, without what marks it, and whether
 * the reply takes it back.
 */
function statedLine(text: string): { line: string; isTakenBack: boolean } | undefined {
  const match = [...text.matchAll(STATED)].findLast(({ index }) => isAsserted(text, index));
  if (!match) return undefined;
  const start = match.index + match[0].length;
  const lines = text.slice(start, start + 600).split('\n');
  const row = lines.findIndex((each) => /[\p{L}\p{N}\uFFFC]/u.test(each));
  // A stroke at the beginning of the next line is a bullet.
  const line = (lines[row] ?? '').trim().replace(row === 0 ? /^[*>$:\s]+/ : /^(?:[*>$:\s]+|[-•]\s+)+/, '');
  return { line, isTakenBack: isTakenBack(text.slice(start)) };
}

const numberOr = (value: number | undefined, reason: string, found: string): Extracted<number> =>
  value === undefined ? noPrediction(`${reason}: '${found.trim().slice(0, 40)}'`) : { prediction: value };
