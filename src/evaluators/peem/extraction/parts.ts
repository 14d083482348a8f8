// Not in the paper: digits that are only a part of what is meant are no number:
// of 2√3, 5!, sin(30), a pair (5,6), 5 hours 30 minutes.
import { EXPRESSION } from './latex-text.ts';
import type { Magnitude } from './magnitudes.ts';

/** What a text holds beside a number: nothing (a label, a marker), or a sentence; or it is the formula in a box. */
export type Surroundings = 'alone' | 'sentence' | 'formula';

const FUNCTION = String.raw`(?<![\p{L}])(?:sqrt|cbrt|log|ln|lg|exp|sin|cos|tan|arcsin|arccos|arctan) ?\(?|\broots? of `;
const PART_AFTER = new RegExp(`(?:${EXPRESSION} ?[-+×÷/^]? ?|${FUNCTION})$`, 'iu');
const PART_BEFORE = new RegExp(String.raw`^(?:[ .]?(?:${EXPRESSION}|\^)| ?[-+×÷/] ?${EXPRESSION}|‰)`);
/** 5! in a formula; in a sentence an exclamation, if nothing is done with it. */
const FACTORIAL = /^ ?!/;
const FACTORIAL_IN_SENTENCE = /^!(?:!| ?[-+×÷/^=).,])/;
/** "and two thirds" behind a number. */
const FRACTION_WORD =
  /^ and (?:an?|one|two|three|four|five|six|seven|eight|nine) (?:hal(?:f|ves)|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)\b/i;

/** Whether a number is only a part of an expression. */
export function isPart(text: string, start: number, end: number, around: Surroundings): boolean {
  const before = text.slice(Math.max(0, start - 12), start);
  const after = text.slice(end, end + 32);
  if (PART_AFTER.test(before) || PART_BEFORE.test(after) || FRACTION_WORD.test(after)) return true;
  if ((around === 'sentence' ? FACTORIAL_IN_SENTENCE : FACTORIAL).test(after)) return true;
  // (5,6) may be a pair, and so may (1,234) where no sentence tells that it is a remark.
  const written = text.slice(start, end);
  const isAmount = /^[-+]?[$€£¥₹]/.test(written) || (around === 'sentence' && /^\d{1,3}(?:,\d{3})+/.test(written));
  return written.includes(',') && !isAmount && /[([{]$/.test(before) && /^[)\]}]/.test(after);
}

/** Units of one quantity that is told in two numbers: 5 hours 30 minutes, 6'2", 3 dollars and 20 cents, and 1 in 10. */
const UNIT =
  '(?:years?|months?|weeks?|days?|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s|feet|foot|ft|inch(?:es)?|in|yards?|miles?|' +
  'pounds?|lbs?|ounces?|oz|dollars?|euros?|cents?|kilograms?|kg|grams?|g|kilomet(?:er|re)s?|km|met(?:er|re)s?|' +
  'centimet(?:er|re)s?|cm|stunden?|minuten?|heures?|horas?|minutos?|degrees?|°|[\'′"]|年|个?月|天|小时|时|分钟?|秒|元|角|米|厘米)';
const UNIT_BETWEEN = new RegExp(String.raw`^[ -]?(?<unit>${UNIT})\.?(?<joint>,? (?:and |und |et |y )?|,?)$`, 'i');
const UNIT_BEHIND = new RegExp(`^[ -]?(${UNIT})(?![a-z])`, 'i');

/** Whether two numbers that follow each other are one in two parts: "5 hours 30 minutes", "3亿5千万". */
export function isCompound(
  text: string,
  first: { end: number; magnitude?: Magnitude | undefined },
  second: { start: number; end: number; magnitude?: Magnitude | undefined },
): boolean {
  if (second.start - first.end > 24) return false;
  const between = text.slice(first.end, second.start);
  if (first.magnitude && /^,? ?(?:and )?$/.test(between))
    return !between.includes(',') || second.magnitude !== undefined;
  const { unit, joint } = UNIT_BETWEEN.exec(between)?.groups ?? {};
  if (joint === undefined) return false;
  const other = UNIT_BEHIND.exec(text.slice(second.end, second.end + 24))?.[1];
  // "45° and 90°" are two quantities.
  return other === undefined ? joint.trim() === '' : other !== unit;
}
