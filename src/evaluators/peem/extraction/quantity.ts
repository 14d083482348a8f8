// Not in the paper: what a box, a marker or a statement holds is one quantity,
// maybe at the end of an equation: "12 m^2", "x = 5", "3 + 4 = 7 apples". Anything else may be read in two ways.
import { type Numeral, numeralsIn, type Percent } from './numerals.ts';

/** What a text of one quantity is made of, by one letter each; see `kindOf`. */
interface Part {
  kind: string;
  text: string;
  value?: number;
}

/** A word or unit, with powers and strokes: km/h, m/s^2, CO2, °C; or what else stands between numbers. */
const BETWEEN =
  /\/? ?[\p{L}°%€£¥₹](?:[\p{L}\d°%€£¥₹'’]|[/-](?=\p{L})|\^-?\d{1,2}(?!\d))*|[<>!]=|\*\*|\s+-+\s+(?=\p{L})|[^\s]/gu;

/** One side of an equation, then =; words only before its numbers, as in "the total is x = 5". */
const CHAIN = /^(?:w{0,6}[no()x]*e)*(?:\(n\)|n)/;
/** What may follow a quantity that is all there is: a unit, a remark in brackets, a full stop. */
const UNIT_ONLY = /^w{0,4}(?:[b(].*)?s?$/;
/** What may follow a quantity in a sentence: its end, a comma, a bracket, words; but not a further operation. */
const SENTENCE_GOES_ON = /^(?:$|[csb()]|w+(?!w*[ox]))/;
/** Words between two quantities either of which may be meant. */
const ALTERNATIVE = /^(?:or|and|to|through|vs)$/i;
/** Single letters that are units; others are unknowns, as in 3x. */
const UNKNOWN = /^[a-z]$/i;
const UNIT = /^[mgshlLNJWVAKCF]$/;
const LEAD_IN =
  /^(?:(?:approximately|approx\.?|about|around|roughly|nearly|exactly|therefore|thus|simply|now|equal to|equals|be|[:≈~=>-])\s+|[:≈~=]|\s)+/i;

/**
 * The quantity that a text holds, without its unit; `undefined` where it holds none, or more than one.
 *
 * @param text plain text (see `plainText`)
 * @param inSentence whether a sentence may go on behind the quantity: "15, since 3*5 = 15"
 */
export function quantity(text: string, percent: Percent = 'unit', inSentence = false): number | undefined {
  const parts = partsOf(withoutEmphasis(text).trim().replace(LEAD_IN, ''), percent);
  const kinds = parts.map(({ kind }) => kind).join('');
  const chain = CHAIN.exec(kinds)?.[0];
  if (chain !== undefined) {
    const after = kinds.slice(chain.length);
    const [next, second] = parts.slice(chain.length);
    if (next?.kind === 'w' && UNKNOWN.test(next.text) && !UNIT.test(next.text)) return undefined;
    if (next?.kind === 'w' && ALTERNATIVE.test(next.text) && second?.kind === 'n') return undefined;
    if (!(inSentence ? SENTENCE_GOES_ON : UNIT_ONLY).test(after)) return undefined;
    return parts[chain.lastIndexOf('n')]!.value;
  }
  // "There are 15 apples": words around one number.
  const sentence = inSentence ? parts.slice(0, (kinds.indexOf('s') + 1 || kinds.length + 1) - 1) : parts;
  const numbers = sentence.filter(({ kind }) => kind === 'n');
  return numbers.length === 1 && !sentence.some(({ kind }) => 'oex'.includes(kind)) ? numbers[0]!.value : undefined;
}

/** Asterisks left out that are no multiplication, and x written × where it is one. */
function withoutEmphasis(text: string): string {
  const isFactor = (before: string, after: string) => /[\d)] ?$/.test(before) && /^ ?[\d(]/.test(after);
  return text
    .replace(/\*+/g, (stars, at: number) =>
      isFactor(text.slice(Math.max(0, at - 2), at), text.slice(at + stars.length, at + stars.length + 2)) ? stars : '',
    )
    .replace(/(?<=\d ?)x(?= ?\d)/gi, '×');
}

function partsOf(text: string, percent: Percent): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const numeral of [...numeralsIn(text, percent), undefined] as (Numeral | undefined)[]) {
    for (const [found] of text.slice(at, numeral?.start).matchAll(BETWEEN)) {
      const kind = kindOf(found, parts.at(-1)?.kind === 'n' && text[at] === ' ');
      if (kind !== '') parts.push({ kind, text: found.trim() });
    }
    if (numeral) {
      parts.push({ kind: 'n', text: '', value: numeral.value });
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
  if (/[\p{L}°%€£¥₹]/u.test(found)) return 'w';
  if (/^\s+-+\s+$/.test(found)) return 's';
  if (/^[$`"'“”’_]$/.test(found)) return '';
  if (/^(?:[-+×÷/^±]|\*\*?)$/.test(found)) return 'o';
  if (/^[=≈]$/.test(found)) return 'e';
  if (/^[.!?]$/.test(found)) return 's';
  if (/^[,;:，。、；：]$/.test(found)) return 'c';
  if (/^[([{]$/.test(found)) return afterNumber ? 'b' : '(';
  return /^[)\]}]$/.test(found) ? ')' : 'x';
}
