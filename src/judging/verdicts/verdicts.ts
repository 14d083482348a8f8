import { type Finder, FORM, type Piece } from './piece.ts';
import { plain } from './plain.ts';
import { isAnnounced, isLastWord, spellings } from './quotation.ts';
import { settle, withoutRevised } from './settle.ts';
import { isDenied } from './surroundings.ts';

/** What a judge's reply is read with. */
export interface ReplyForm {
  /** The texts under evaluation, as the judge saw them. */
  texts: readonly string[];
  /** The reply ended because of the token limit. */
  cut: boolean;
  /** The mark that the prompt told the judge to put beside its verdict. */
  mark?: string;
}

/** How far from the end of a reply a bare verdict may stand, in characters: a last sentence. */
const BARE_WITHIN = 200;

/**
 * The verdict of a reply: of the pieces of the surest form the last one, as judges think aloud and correct themselves.
 * What is denied or supposed (`not a 9`, `a 10 would need sources`) is none, and what is reported (`it claims [[10]]`)
 * gives way to one of the judge's own. Weak and bare ones count in a whole reply alone. Where it stays open which one
 * holds, it is `ambiguous`:
 *
 * - different ones stand in one sentence, and the second does not correct the first (`[[8]] → [[6]]` does);
 * - a less sure one after it says something else, or the judge takes it back and gives no other;
 * - weak or bare ones do not agree.
 *
 * Where any piece bears the prompt's mark, those that bear it are the verdict, and nothing else is: no text can hold its
 * own mark (see fence.ts). Without a mark, a verdict that a judged text announces as well (see quotation.ts) is `quoted`,
 * as an answer may imitate a verdict and a judge may quote it. The last line of a whole reply is still the judge's own
 * where it follows on words of its own and all of the reply agrees with it: else a text that lists the low grades could
 * have them all go unread.
 *
 * So the texts never decide which of two verdicts holds: with them the reading is the one without them, or `quoted`.
 * This does not defend against a judge that a text has persuaded, nor against one that gives no verdict and ends with a
 * quotation that it does not introduce. And a verdict without a mark that is not the last line goes unread where a text
 * announces the same, which a text may use against some values and not others; only the mark prevents that.
 */
export function lastVerdict<P extends Piece>(
  find: Finder<P>,
  reply: string,
  { texts, cut, mark }: ReplyForm,
): P | 'quoted' | 'ambiguous' | undefined {
  const text = plain(reply);
  const pieces = withoutRevised(
    text,
    [...find(text)].sort((a, b) => a.start - b.start),
  );
  const marked = pieces.filter(({ label }) => bearsMark(label, mark));
  const given = (marked.length > 0 ? marked : pieces).filter((piece) => {
    if (piece.form === FORM.passing) return false;
    return (piece.form !== FORM.bare || text.length - piece.end <= BARE_WITHIN) && !isDenied(text, piece);
  });
  const verdict = settle(text, given, cut);
  if (verdict === undefined || verdict === 'ambiguous' || marked.length > 0) return verdict;
  if (!isAnnounced(find, texts, text, verdict)) return verdict;
  const agreed = given.every(({ value }) => value === verdict.value);
  return agreed && !cut && isLastWord(text, verdict, texts) ? verdict : 'quoted';
}

/** Whether a text holds what could be taken for a verdict. */
export function imitates(find: Finder<Piece>, text: string): boolean {
  for (const spelled of spellings(text)) for (const _ of find(spelled)) return true;
  return false;
}

function bearsMark(label: string, mark: string | undefined): boolean {
  return mark !== undefined && label.toLowerCase().includes(mark.toLowerCase());
}
