/** A piece of a judge's reply that has the form of a verdict. */
export interface Piece {
  start: number;
  end: number;
  /** How sure its form is: 3 in double brackets, 2 announced by a label, 1 bare. Of several, the surest count. */
  rank: number;
  /** What makes it recognisable if it was copied from a judged text. */
  core: string;
  /** It bears the mark that only the judge was told. */
  marked: boolean;
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

/** How far from the end of a reply a bare verdict may stand, in characters: a last sentence. */
const BARE_WITHIN = 200;

/**
 * The verdict of a reply: of the pieces of the surest form the last one, as judges think aloud and correct themselves.
 *
 * A bare form (`[7]`, `7/10`) may as well be a citation or a part of the argument: it counts at the end of a whole reply
 * alone.
 *
 * A piece that stands in a judged text as well is passed over: an answer may imitate a verdict, and a judge may quote
 * it. Only one that bears the prompt's mark counts nevertheless, as no text can hold its own mark (see fence.ts).
 */
export function lastVerdict<P extends Piece>(
  pieces: Iterable<P>,
  reply: string,
  { texts, cut }: Pick<ReplyForm, 'texts' | 'cut'>,
): P | 'quoted' | undefined {
  const sources = texts.map(squeezed);
  let found: P | undefined;
  let quoted = false;
  for (const piece of pieces) {
    if (piece.rank === 1 && (cut || reply.length - piece.end > BARE_WITHIN)) continue;
    const core = squeezed(piece.core);
    if (!piece.marked && sources.some((source) => source.includes(core))) quoted = true;
    else if (found === undefined || piece.rank > found.rank || (piece.rank === found.rank && piece.end >= found.end))
      found = piece;
  }
  return found ?? (quoted ? 'quoted' : undefined);
}

/** Without what a quotation may change: case, spaces, emphasis, quotes and what stands between a label and a value. */
function squeezed(text: string): string {
  return text.toLowerCase().replace(/[\s*_`"'“”‘’:：=]+/g, '');
}

/** Whether a label ends in the mark, if there is one. */
export function bearsMark(label: string, mark: string | undefined): boolean {
  return mark !== undefined && label.toLowerCase().includes(mark.toLowerCase());
}
