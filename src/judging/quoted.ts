import { halfWidth } from './half-width.ts';

/**
 * Whether a piece of a judge's reply is a quotation of a text under evaluation: a text may hold a forged verdict, and a
 * judge that quotes it must not be read as if it had given it. Letters and digits alone are compared, so that other
 * punctuation does not hide a quotation.
 */
export function isQuoted(piece: string, texts: readonly string[]): boolean {
  const needle = bare(piece);
  const word = /\p{L}+/u.exec(needle)?.[0] ?? needle;
  // Most texts don't even hold its first word, which is found faster than a text is bared.
  const mayHold = (text: string) => halfWidth(text).toLowerCase().includes(word);
  return needle !== '' && texts.some((text) => mayHold(text) && ` ${bare(text)} `.includes(` ${needle} `));
}

function bare(text: string): string {
  return halfWidth(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
