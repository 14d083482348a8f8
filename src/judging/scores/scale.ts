/** The ends of a scale; `low` is undefined where only the upper one is told. */
export interface Scale {
  low: number | undefined;
  high: number;
}

const NUMBER = String.raw`(\d{1,4}(?:\.\d{1,4})?)`;
const RANGE = new RegExp(
  String.raw`(\(|(?<!\p{L})(?:scale|scale of|scale from|from|range|between|scores?|ratings?|on an?)|:)[ \t]{0,3}${NUMBER}[ \t]{0,3}(?:-|–|—|~|to|and|bis|à|到|至)[ \t]{0,3}${NUMBER}(?!\d)`,
  'iu',
);
const OUT_OF = new RegExp(
  String.raw`(?:\/|(?<!\p{L})(?:out of|max(?:imum)?\.?(?: of| is|:|=)?)|满分为?|満点)[ \t]{0,3}${NUMBER}(?!\d)|${NUMBER}[ -]?(?:points? scale|满点|満点)`,
  'iu',
);

/** The scale that a heading tells of (`Scores (1-10)`, `Score out of 10`), and the heading without it. */
export function scaleIn(name: string): { scale: Scale | undefined; rest: string } {
  const range = RANGE.exec(name);
  if (range !== null) {
    // A bracket or a word for scores before the numbers stays.
    const kept = /^(?:\(|score|rating)/i.test(range[0]) ? range[1]! : '';
    return { scale: { low: Number(range[2]), high: Number(range[3]) }, rest: without(range, kept) };
  }
  const outOf = OUT_OF.exec(name);
  if (outOf === null) return { scale: undefined, rest: name };
  return { scale: { low: undefined, high: Number(outOf[1] ?? outOf[2]) }, rest: without(outOf, '') };
}

/** The scale that brackets right behind a list tell of: `[Sample1:2] (on a scale of 1 to 10)`. */
export function scaleBehind(reply: string, end: number): Scale | undefined {
  const aside = /^["'*_`\])} \t]{0,8}(\([^()\n]{1,60}\))/.exec(reply.slice(end, end + 80))?.[1];
  // `(total: 7.2 out of 9)` is the scale of the sum
  return aside === undefined || /total|sum(?!\p{L})|together|combined|总分|合计|共/iu.test(aside)
    ? undefined
    : scaleIn(aside).scale;
}

const END = String.raw`(\d{1,4}(?:\.\d{1,4})?) ?(?:=|:|is|\(|-|–)? ?(?:the )?`;
const BEST_FIRST = new RegExp(String.raw`${END}best(?!\p{L})\D{0,24}${END}worst`, 'iu');
const WORST_FIRST = new RegExp(String.raw`${END}worst(?!\p{L})\D{0,24}${END}best`, 'iu');

/** Whether a heading says that lower scores are the better ones: `Scores (1 = best, 3 = worst)`. */
export function isReversed(name: string): boolean {
  if (!/best|lower/i.test(name)) return false; // most headings
  const [, best, worst] = BEST_FIRST.exec(name) ?? [];
  const [, lowest, highest] = WORST_FIRST.exec(name) ?? [];
  return (
    Number(best) < Number(worst) ||
    Number(highest) < Number(lowest) ||
    /(?<!\p{L})lower (?:scores? )?(?:is|are|=|means?) better/iu.test(name)
  );
}

function without({ 0: found, index, input }: RegExpExecArray, kept: string): string {
  return `${input.slice(0, index)} ${kept} ${input.slice(index + found.length)}`;
}
