/** Between a number and what tells its scale: the end of quotes, brackets and lists of properties. */
const CLOSERS = String.raw`["'_)\]}, \t]{0,6}`;
const OF = String.raw`(?:[ \t]{0,2}(?:points?|stars?|marks?)[ \t]{1,2})?[(\[]?[ \t]{0,2}(?:\/|\b(?:out )?of\b|\bon a scale (?:of|from) [01][ \t]{0,2}(?:-|–|to))`;
const NAMED = String.raw`[,;\s("']{1,6}(?:\bout_?of\b|\bscale\b|\bmax(?:imum)?(?:[ _](?:rating|score|grade))?\b)`;
const SCALE = new RegExp(
  String.raw`${CLOSERS}(?:${OF}|${NAMED})["':= \t]{0,4}(\d{1,6}(?:\.\d{1,6})?)(?:[)"'\]]{0,2})`,
  'iuy',
);

/** The end of the scale that a number stands on (`7/10`, `7 (out of 10)`), told right after it; undefined if none is. */
export function scaleAfter(text: string, place: number): { outOf: number; end: number } | undefined {
  SCALE.lastIndex = place;
  const match = SCALE.exec(text);
  return match === null ? undefined : { outOf: Number(match[1]), end: SCALE.lastIndex };
}
