// Not in the paper: what a box, a marker or a statement holds is one quantity, maybe at the end of an equation: "12
// m^2", "x = 5", "3 + 4 = 7 apples". Anything else may be read in two ways.
import { UNIT_LETTER } from './magnitudes.ts';
import { type Numeral, numeralsIn, type Percent } from './numerals.ts';
import type { Surroundings } from './parts.ts';

/** What a text of one quantity is made of, by one letter each; see `kindOf`. */
interface Part {
  kind: string;
  text: string;
  value?: number;
}

/** A word or unit, with powers and strokes: km/h, m/s^2, CO2, °C; or what else stands between numbers. */
const BETWEEN =
  /\/? ?[\p{L}°%€£¥₹](?:[\p{L}\d°%€£¥₹'’]|[/-](?=\p{L})|\^-?\d{1,2}(?!\d))*|[<>!]=|\*\*|\s+-+\s+(?=\p{L})|[^\s]/gu;

/** One side of an equation, then =; words only before its numbers, as in "the total is x = 5", or in "2 h 30 min". */
const CHAIN = /^(?:w{0,6}(?:[no()]|xw{0,3})*e)*(?:\(n\)|n)/;
/** What may follow a quantity that is all there is: a unit, a remark in brackets, a full stop. */
const UNIT_ONLY = /^w{0,4}(?:[b(].*)?s?$/;
/** What may follow a quantity in a sentence: its end, a comma, a bracket, words; but not a further operation. */
const SENTENCE_GOES_ON = /^(?:$|[csb()]|w+(?!w*[ox]))/;
/** Words between two quantities either of which may be meant, or of which a third is made. */
const JOINING = /^(?:or|and|to|through|vs|plus|minus|times|over|mod|modulo|divided|multiplied)$/i;
/** Words that do straight behind a number: "1 in 4", "12 out of 20". */
const RATIO = /^(?:in|out|of|per|by)$/i;
/** Words that make another quantity of the number beside them. */
const FUNCTION = /^(?:sqrt|log|ln|sin|cos|tan|exp|roots?|squared|cubed|factorial)$/i;
const DENYING = /^(?:not|never|neither|nor|cannot|\p{L}+n['’]t)$/iu;
/** Single letters that are no units are unknowns, as in 3x and 3x^2. */
const UNKNOWN = /^([a-z])(?:\^-?\d{1,2})?$/i;
/** What stands before a quantity and changes nothing about it. */
const LEAD_IN =
  /^(?:(?:approximately|approx\.?|about|around|roughly|nearly|exactly|therefore|thus|simply|now|equal to|equals|be|rs\.?|[:≈~=>])\s+|[:≈~=]|\s)+/i;

/**
 * The quantity that a text holds, without its unit; `undefined` where it holds none, or more than one.
 *
 * @param text plain text (see `plainText`)
 * @param around in a sentence more may follow the quantity: "15, since 3*5 = 15"
 */
export function quantity(text: string, percent: Percent = 'unit', around: Surroundings = 'alone'): number | undefined {
  const parts = partsOf(withoutEmphasis(text).trim().replace(LEAD_IN, ''), percent, around);
  const kinds = parts.map(({ kind }) => kind).join('');
  const chain = CHAIN.exec(kinds)?.[0];
  if (chain !== undefined) {
    const [next] = parts.slice(chain.length);
    const letter = next?.kind === 'w' ? UNKNOWN.exec(next.text)?.[1] : undefined;
    if (letter !== undefined && !UNIT_LETTER.test(letter)) return undefined;
    if (goesOnWithAnother(parts, chain)) return undefined;
    if (!(around === 'sentence' ? SENTENCE_GOES_ON : UNIT_ONLY).test(kinds.slice(chain.length))) return undefined;
    const found = parts[chain.lastIndexOf('n')]!;
    return isDenied(parts, found) ? undefined : found.value;
  }
  // "There are 15 apples": words around one number.
  const sentence = around === 'sentence' ? parts.slice(0, (kinds.indexOf('s') + 1 || kinds.length + 1) - 1) : parts;
  const numbers = sentence.filter(({ kind }) => kind === 'n');
  const isOnly = numbers.length === 1 && !sentence.some(({ kind }) => 'oex'.includes(kind));
  return isOnly && !isDenied(sentence, numbers[0]!) ? numbers[0]!.value : undefined;
}

/** Whether a word joins another quantity to the one of a chain: "5 or 6", "5 apples and 3 pears", "x = 5, y = 3". */
function goesOnWithAnother(parts: readonly Part[], chain: string): boolean {
  const rest = parts.slice(chain.length, chain.length + 8);
  const kinds = rest.map(({ kind }) => kind).join('');
  if (chain.includes('e') && /^cw{1,2}en/.test(kinds)) return true;
  const joint = RATIO.test(rest[0]?.text ?? '')
    ? 0
    : rest.findIndex(({ kind, text }) => kind !== 'w' || JOINING.test(text));
  return joint >= 0 && joint < 4 && rest[joint]!.kind === 'w' && /^w{0,3}e?[nx]/.test(kinds.slice(joint + 1));
}

/** Whether it is said that a number is not the answer. */
const isDenied = (parts: readonly Part[], found: Part): boolean =>
  parts.slice(0, parts.indexOf(found)).some(({ kind, text }) => kind === 'w' && DENYING.test(text));

/** Text without asterisks that are no multiplication, and with × for an x that is one. */
export function withoutEmphasis(text: string): string {
  const isFactor = (before: string, after: string) => /[\d)] ?$/.test(before) && /^ ?[\d(]/.test(after);
  return text
    .replace(/\*+/g, (stars, at: number) =>
      isFactor(text.slice(Math.max(0, at - 2), at), text.slice(at + stars.length, at + stars.length + 2)) ? stars : '',
    )
    .replace(/(?<=\d ?)x(?= ?\d)/gi, '×');
}

function partsOf(text: string, percent: Percent, around: Surroundings): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const numeral of [...numeralsIn(text, percent, around), undefined] as (Numeral | undefined)[]) {
    for (const [found] of text.slice(at, numeral?.start).matchAll(BETWEEN)) {
      const kind = kindOf(found, parts.at(-1)?.kind === 'n' && text[at] === ' ');
      if (kind !== '') parts.push({ kind, text: found.trim() });
    }
    if (numeral) {
      parts.push(numeral.value === undefined ? { kind: 'x', text: '' } : { kind: 'n', text: '', value: numeral.value });
      at = numeral.end;
    }
  }
  return parts;
}

/**
 * w word or unit, o operation, e equals, s end of a sentence, c comma or colon, ( and ) brackets, b one that opens after a
 * number and a space (a remark, not a factor), x anything else; nothing for emphasis.
 */
function kindOf(found: string, afterNumber: boolean): string {
  if (/[\p{L}°%€£¥₹]/u.test(found)) return FUNCTION.test(found.trim()) ? 'x' : 'w';
  if (/^\s+-+\s+$/.test(found)) return 's';
  if (/^[$`"'“”’_]$/.test(found)) return '';
  if (/^(?:[-+×÷/^±]|\*\*?)$/.test(found)) return 'o';
  if (/^[=≈]$/.test(found)) return 'e';
  if (/^[.!?]$/.test(found)) return 's';
  if (/^[,;:，。、；：]$/.test(found)) return 'c';
  if (/^[([{]$/.test(found)) return afterNumber ? 'b' : '(';
  return /^[)\]}]$/.test(found) ? ')' : 'x';
}
