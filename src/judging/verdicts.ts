/** A piece of a judge's reply that has the form of a verdict. */
export interface Piece {
  start: number;
  end: number;
  /** How sure its form is: of several, those of the highest rank count. */
  rank: number;
  /** What makes it recognisable if it was copied from a judged text. */
  core: string;
  /** It bears the mark that only the judge was told. */
  marked: boolean;
}

/**
 * The verdict of a reply: of the pieces of the surest form the last one, as judges think aloud and correct themselves.
 *
 * A piece that stands in a judged text as well is passed over: an answer may imitate a verdict, and a judge may quote
 * it. Only one that bears the prompt's mark counts nevertheless, as no text can hold its own mark (see fence.ts).
 *
 * @param texts the texts under evaluation, as the judge saw them
 */
export function lastVerdict<P extends Piece>(pieces: Iterable<P>, texts: readonly string[]): P | 'quoted' | undefined {
  const sources = texts.map(squeezed);
  let found: P | undefined;
  let quoted = false;
  for (const piece of pieces) {
    const core = squeezed(piece.core);
    if (!piece.marked && sources.some((source) => source.includes(core))) quoted = true;
    else if (found === undefined || piece.rank > found.rank || (piece.rank === found.rank && piece.end >= found.end)) found = piece;
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
