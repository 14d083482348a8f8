// The prompt asks for `##[BD]##`. Models also write the options' texts along: "B) A dog, D) A cat". Letters in those
// texts are none of the list.
import { halfWidth } from '../../../judging/half-width.ts';

/** What may stand before or around a letter: brackets, quotation marks, emphasis, the word option. */
const BEFORE = String.raw`[\s"'“*\x60($[]{0,4}(?:[Oo]ptions?\s{1,2})?[\s"'“*\x60($[]{0,4}`;
const AFTER = String.raw`[\s"'”*\x60)$\]]{0,4}`;
/** A letter and its mark, with which its text begins: "B) ", "B: ", "(B) ", "[B] "; not the abbreviation A.M. */
const LETTERED = String.raw`${BEFORE}(?<letter>[A-Z])\*{0,2}(?<mark>[):\]]|\.(?=\s|\*|$))`;
const LETTERED_FIRST = new RegExp(`^${LETTERED}`);
const LETTERED_LATER = new RegExp(String.raw`(?:[,;&/\n\][]|\band\b)\s{0,3}(?:(?:and|&)\s{1,2})?${LETTERED}`, 'g');

/** One option alone, or a run of them, maybe with its text in brackets: A, (A), **A**, BD, A (Rome). */
const BARE = String.raw`${BEFORE}(?<letters>[A-Z]{1,26})(?![A-Za-z'’])[.:]?${AFTER}(?:\([^()\n]{2,120}\)${AFTER})?`;
/** What may follow a list of letters: "B, 2002", "A, but not C", "C with a correction". */
const REMARK = /\s*(?:[,;]\s*(?!(?:and|or)\b)(?:[a-z]{2,}|\d)|(?:but|with|because|since|not)\s)/y;
const BARE_ITEM = new RegExp(BARE, 'y');
const SEPARATOR = /\s*(?:[,;&和与及/|](?:\s*(?:and|or|&)\b)?|\b(?:and|or)\b)?\s*/y;

/**
 * The letters of a list of options, as they stand there: of letters (`B, D`, `BD`, `(B) and (D)`) or of letters with the
 * options' texts (`B: A dog, D: A cat`). `undefined` where the text is no such list.
 *
 * @param letters the options of the item
 * @param inProse whether the list stands in a sentence, where a word in capitals is no list either
 */
export function optionList(text: string, letters: string, inProse = false): string[] | undefined {
  const plain = halfWidth(text);
  return (
    bareList(plain.trim(), (capitals) => !inProse || capitals.length === 1 || isRunInProse(capitals, letters)) ??
    letteredList(plain)
  );
}

/**
 * Whether capitals in a sentence are options, and no word (DNA): they must ascend and all be options. Where options were
 * asked for, as in a marker, all capitals are letters of options, as the authors read them.
 */
function isRunInProse(capitals: string, letters: string): boolean {
  return [...capitals].every((letter, k) => letters.includes(letter) && (k === 0 || letter >= capitals[k - 1]!));
}

function bareList(text: string, isOptions: (capitals: string) => boolean): string[] | undefined {
  const found: string[] = [];
  let at = 0;
  while (at < text.length) {
    BARE_ITEM.lastIndex = at;
    const item = BARE_ITEM.exec(text);
    if (!item || !isOptions(item.groups!.letters!)) return undefined;
    found.push(...item.groups!.letters!);
    REMARK.lastIndex = BARE_ITEM.lastIndex;
    if (REMARK.test(text)) break;
    SEPARATOR.lastIndex = BARE_ITEM.lastIndex;
    SEPARATOR.exec(text);
    at = SEPARATOR.lastIndex;
  }
  return found.length > 0 ? found : undefined;
}

/** The letters of a list of options with their texts; `undefined` where the text does not begin as one. */
export function letteredList(text: string): string[] | undefined {
  const first = LETTERED_FIRST.exec(text);
  if (!first) return undefined;
  const rest = text.slice(first[0].length);
  const { letter, mark } = first.groups!;
  // Of "B: Rome (not A, C, and F)" F has another mark and is none.
  const later = Array.from(rest.matchAll(LETTERED_LATER), ({ groups }) => groups!).filter((each) => each.mark === mark);
  return [letter!, ...later.map((each) => each.letter!)];
}

/** Small letters that are options as capitals: `b, d`, or `bd`, which ascends as words seldom do; else the text itself. */
export function smallAsCapitals(text: string): string {
  const small = text.replace(/[^a-z]/g, '');
  const ascending = [...small].every((letter, k) => k === 0 || letter > small[k - 1]!);
  const isList = /^[a-z](?:[\s,;&|]+[a-z])*$/.test(text) || (ascending && /^[a-z](?:[\s,]*[a-z])*$/.test(text));
  return isList ? text.toUpperCase() : text;
}
