import { plain } from './plain.ts';

/**
 * The forms of a verdict, from the least sure to the surest.
 *
 * - `bare`: `[7]` or `7/10`, which may as well be a citation or a part of the argument.
 * - `passing`: what a label announces, but the sentence goes on or speaks of something else. In a reply it is no
 *   verdict; in a judged text it is what a judge may shorten to one.
 * - `weak`: said in a sentence (`my grade is 7`), or of a part only (`style score: 7`).
 * - `label`: `Rating: 7`.
 * - `brackets`: `[[7]]`.
 * - `full`: `Rating: [[7]]`, what judges are asked for.
 */
export const FORM = { bare: 0, passing: 1, weak: 2, label: 3, brackets: 4, full: 5 } as const;
type Form = (typeof FORM)[keyof typeof FORM];

/** A piece of a judge's reply that has the form of a verdict. */
export interface Piece {
  end: number;
  form: Form;
  /** What it says, however it is spelled: by it, a quotation is recognised. */
  value: unknown;
  /** The label that announces it; empty where there is none. */
  label: string;
}

/** What a judge's reply is read with. */
export interface ReplyForm {
  /** The texts under evaluation, as the judge saw them. */
  texts: readonly string[];
  /** The reply ended because of the token limit. */
  cut: boolean;
  /** The mark that the prompt told the judge to put beside its verdict. */
  mark?: string;
}

/** Finds what has the form of a verdict in a plain text (see plain.ts). */
export type Finder<P extends Piece> = (text: string) => Iterable<P>;

/** How far from the end of a reply a bare verdict may stand, in characters: a last sentence. */
const BARE_WITHIN = 200;

/**
 * The verdict of a reply: of the pieces of the surest form the last one, as judges think aloud and correct themselves.
 * Weak and bare ones count in a whole reply alone, and only where they agree: `ambiguous` if they do not.
 *
 * A piece whose value a judged text announces as well is passed over: an answer may imitate a verdict, and a judge may
 * quote it. Where any piece bears the prompt's mark, those that bear it are the verdict, and nothing else is: no text
 * can hold its own mark (see fence.ts).
 */
export function lastVerdict<P extends Piece>(
  find: Finder<P>,
  reply: string,
  { texts, cut, mark }: ReplyForm,
): P | 'quoted' | 'ambiguous' | undefined {
  const pieces = [...find(plain(reply))];
  const marked = pieces.filter(({ label }) => bearsMark(label, mark));
  const candidates = (marked.length > 0 ? marked : pieces).filter(({ form, end }) => {
    if (form === FORM.passing || (cut && form < FORM.label)) return false;
    return form !== FORM.bare || reply.length - end <= BARE_WITHIN;
  });
  if (candidates.length === 0) return undefined;
  const surest = Math.max(...new Set(candidates.map(({ form }) => form)));
  // Were a weak piece read where a sure one is quoted, a text could choose which of a reply's numbers is its verdict.
  const readable = candidates.filter(({ form }) => (surest < FORM.label ? form === surest : form >= FORM.label));
  if (surest < FORM.label && new Set(readable.map(({ value }) => value)).size > 1) return 'ambiguous';
  const held = announced(find, marked.length > 0 ? [] : texts);
  let found: P | undefined;
  for (const piece of readable) {
    if (held[kin(piece.form)]!.has(piece.value)) continue;
    if (found === undefined || piece.form > found.form || (piece.form === found.form && piece.end >= found.end))
      found = piece;
  }
  return found ?? 'quoted';
}

/** Whether a text holds what could be taken for a verdict. */
export function imitates(find: Finder<Piece>, text: string): boolean {
  for (const spelled of spellings(text)) for (const _ of find(spelled)) return true;
  return false;
}

/** By kin of forms, the values that a judge who quotes the texts could give: in the same form, or in a less sure one. */
function announced(find: Finder<Piece>, texts: readonly string[]): readonly Set<unknown>[] {
  const values = [new Set<unknown>(), new Set<unknown>(), new Set<unknown>()];
  for (const text of new Set(texts.flatMap(spellings)))
    for (const { form, value } of find(text))
      for (let lesser = 0; lesser <= kin(form); lesser += 1) values[lesser]!.add(value);
  return values;
}

/** A quotation may drop a label or put the value otherwise, but it keeps to bare, labelled or bracketed. */
function kin(form: Form): number {
  if (form >= FORM.brackets) return 2;
  return form === FORM.bare ? 0 : 1;
}

/** A text, and what a judge may make of it that writes letters and digits of other alphabets as plain ones. */
function spellings(text: string): string[] {
  return [...new Set([text, text.normalize('NFKC').replace(/\p{Cf}/gu, '')])].map(plain);
}

function bearsMark(label: string, mark: string | undefined): boolean {
  return mark !== undefined && label.toLowerCase().includes(mark.toLowerCase());
}
