import { isQuoted } from '../quoted.ts';
import { type Finder, FORM, type Piece } from './piece.ts';
import { plain } from './plain.ts';
import { isReported } from './surroundings.ts';

/**
 * Whether a judged text announces the same as a piece of a reply, so that the piece may be a quotation. A quotation may
 * drop a label or put the value otherwise, but it keeps to bare, labelled or bracketed, and does not add a label: `[[3]]`
 * in a text says nothing about `Rating: [[3]]`, other than where the reply says that it reports it.
 */
export function isAnnounced<P extends Piece>(
  find: Finder<P>,
  texts: readonly string[],
  reply: string,
  piece: P,
): boolean {
  const kin = piece.form === FORM.full && !isReported(reply, piece.start) ? LABELLED_BRACKETS : kinOf(piece.form);
  for (const text of new Set(texts.flatMap(spellings)))
    for (const { form, value, label } of find(text)) {
      const held = kinOf(form) === BRACKETS && label !== '' ? LABELLED_BRACKETS : kinOf(form);
      if (held >= kin && value === piece.value) return true;
    }
  return false;
}

const BRACKETS = 2;
const LABELLED_BRACKETS = 3;

/** 0 for bare ones, 1 for labelled ones, 2 for double brackets. */
function kinOf(form: Piece['form']): number {
  if (form >= FORM.brackets) return BRACKETS;
  return form === FORM.bare ? 0 : 1;
}

/** A text, and what a judge may make of it that writes letters and digits of other alphabets as plain ones. */
export function spellings(text: string): string[] {
  return [...new Set([text, text.normalize('NFKC').replace(/\p{Cf}/gu, '')])].map(plain);
}

// The piece opens a line or a sentence, with no more before its label than `Therefore, my final`.
const OPENS =
  /(?<=^|[\n.!?。])[\s#_-]{0,8}(?:(?:therefore|thus|so|hence|finally|overall|in conclusion|the|my|final)\b[, \t_]{0,3}){0,4}$/i;
const REPLY_ENDS = /^[\s._)}]*$/;
const FOREIGN_MARK = /[0-9a-f]{8}/i;

/**
 * Whether a piece is the last line or sentence of a reply and follows on words that are the judge's own: that stand in no
 * text and do not announce a quotation.
 */
export function isLastWord(reply: string, { start, end, label }: Piece, texts: readonly string[]): boolean {
  const from = Math.max(0, start - 100);
  const opens = OPENS.exec(reply.slice(from, start));
  if (opens === null || FOREIGN_MARK.test(label) || !REPLY_ENDS.test(reply.slice(end))) return false;
  const before = reply
    .slice(0, from + opens.index)
    .split('\n')
    .findLast((line) => /\p{L}/u.test(line));
  return before !== undefined && !/[:"]\s*$|^\s*>/.test(before) && !isQuoted(before, texts);
}
