// Not in the paper: a sign may be a stroke or a word, and a stroke or "minus" may also be a dash, a bullet or an
// operation. Where it can't be told, there is no number.

/** The sign before a number: 1, -1, or none (`undefined`) where it is open; and where it begins. */
export interface Sign {
  sign: 1 | -1 | undefined;
  start: number;
}

/** So many characters before and behind a number are looked at. */
const REACH = 32;

/** Words before a number that make it negative, of which "minus" may also be an operation. */
const NEGATIVE = /(?:(?<!non[- ]?)\bnegative|负|負|零下|마이너스|영하|マイナス)[ (]{0,3}$/i;
const MINUS = /(?:(?<![\p{L}\p{N}])(?:minus|moins|menos|meno|минус)) {0,3}$/iu;
/** What stands before "minus" where it is a sign. After anything else it may be an operation: "the total minus 5". */
const BEFORE_SIGN =
  /(?:^|[^\p{L}\p{N}\s)\]}°%'’"”] ?|(?<!\p{L})(?:is|are|be|was|were|equals?|gives?|gets?|yields?|becomes?|obtain|have|to|at|about|exactly|or|and|ist|est|es|è|é) ?)$/iu;
/** An operand: a stroke behind it is an operation. */
const OPERAND = /[\p{L}\d)\]}.]$|[\d)\]}%] {0,3}$/u;
const BELOW_ZERO =
  /^ ?(?:(?:degrees?|grad|degrés|grados|gradi|celsius|fahrenheit|centigrade|°? ?[CF]?) ?){0,3}(?:below zero|unter null|bajo cero|sous zéro|sotto zero)/iu;

/**
 * The sign of a number.
 *
 * @param start where the number begins, its currency and the stroke at it included
 * @param stroke the - or + that stands at it; '' if there is none
 * @param end where the number ends
 * @param alone whether the text is nothing but the number: then a stroke at its beginning is no bullet
 */
export function signAt(text: string, start: number, stroke: string, end: number, alone: boolean): Sign {
  const before = text.slice(Math.max(0, start - REACH), start);
  if (stroke !== '' && OPERAND.test(before)) return { sign: 1, start: start + stroke.length };
  if (stroke !== '') return { sign: stroke === '-' ? -1 : 1, start };
  const word = NEGATIVE.exec(before) ?? MINUS.exec(before);
  if (word) {
    const isSign = !MINUS.test(before) || BEFORE_SIGN.test(before.slice(0, word.index));
    return { sign: isSign ? -1 : undefined, start: start - word[0].length };
  }
  if (/± ?$/.test(before)) return { sign: undefined, start };
  const apart = / ?- $/.exec(before);
  if (apart) return apartSign(before.slice(0, apart.index), start - 2, alone && start <= 3);
  return { sign: BELOW_ZERO.test(text.slice(end, end + 2 * REACH)) ? -1 : 1, start };
}

/** "= - 5" is a sign, "10 - 5" an operation, "\n- 5" a bullet, "it is - 5" open. */
function apartSign(before: string, start: number, first: boolean): Sign {
  if (first || /[=(]$/.test(before)) return { sign: -1, start };
  return { sign: /[\p{L}:]$/u.test(before) ? undefined : 1, start: start + 2 };
}
