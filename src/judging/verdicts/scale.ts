/** Between a number and what tells its scale: the end of quotes, brackets and lists of properties. */
const CLOSERS = String.raw`["'_)\]}, \t]{0,6}`;
const END = String.raw`(\d{1,6}(?:\.\d{1,6})?|(?:four|five|six|seven|eight|ten|twenty|(?:a )?hundred)(?!\p{L}))`;
const UNIT = String.raw`(?:[ \t]{0,2}(?:points?|pts?\.?|stars?|marks?|punkten?|sternen?|[分点점★⭐])[ \t]{0,2})?`;
// `/`, `out of`, and what other languages say for it; the word must be one of its own.
const OF = String.raw`(?:\/|(?<!\p{L})(?:(?:out[ \t])?of(?: a possible)?|von|sur|de|su|av|из|on a scale (?:of|from))(?!\p{L})|满分|滿分|满点|満点)[ \t[]{0,4}`;
const NAMED = String.raw`[,;\s("']{1,6}(?:\bout_?of\b|\bscale\b|\bmax(?:imum)?(?:[ _](?:rating|score|grade))?\b\.?)`;
const FROM = String.raw`(?:[01][ \t]{0,2}(?:-|–|to)[ \t]{0,2})?`;
const POINT_SCALE = String.raw`[,(]?[ \t]{0,2}on (?:an? |the )?(\d{1,3}|four|five|six|seven|ten)[ -](?:point|star)s?(?: scale)?(?!\p{L})`;
const REMARK = String.raw`(?:\([^()\n]{1,30}\)[ \t]{0,2})?`;
const SCALE = new RegExp(
  String.raw`${CLOSERS}(?:${UNIT}${REMARK}(?:,?[ \t]{0,2}[([]{0,2}[ \t]{0,2}${OF}|${NAMED})["':= \t]{0,4}${FROM}${END}[分点점]?[)"'\]]{0,3}|\([01][ \t]{0,2}(?:-|–|to)[ \t]{0,2}(\d{1,3})\)|${POINT_SCALE})`,
  'iuy',
);

/** The end of the scale that a number stands on (`7/10`, `7 (out of 10)`), told right after it; undefined if none is. */
export function scaleAfter(text: string, place: number): { outOf: number; end: number } | undefined {
  SCALE.lastIndex = place;
  const match = SCALE.exec(text);
  return match === null ? undefined : { outOf: toNumber((match[1] ?? match[2] ?? match[3])!), end: SCALE.lastIndex };
}

/** How far before a label its scale is looked for, in characters. */
const NEAR = 60;
const SCALE_TOLD =
  /\b(?:scale[^.;\n\d]{0,16}\b[01][ \t]?(?:-|–|to)[ \t]?(\d{1,3})|[01][ \t]?(?:-|–|to)[ \t]?(\d{1,3})[ -](?:point )?scale|out of (\d{1,3})|(\d{1,3})-(?:point|star) scale)\b[^.;\n\d]{0,24}$/iu;

/** The end of the scale that a clause tells before it gives a number: `On a scale of 1 to 5, rating: 4`. */
export function scaleBefore(text: string, place: number): number | undefined {
  const match = SCALE_TOLD.exec(text.slice(Math.max(0, place - NEAR), place));
  return match === null ? undefined : Number(match.slice(1).find((end) => end !== undefined));
}

const WORDS: Readonly<Record<string, number>> = {
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  ten: 10,
  twenty: 20,
  hundred: 100,
  'a hundred': 100,
};

function toNumber(end: string): number {
  return WORDS[end.toLowerCase()] ?? Number(end);
}
