import { matchesAt, type Span } from './span.ts';

// What stands around a verdict can tell that it is none: it is denied, supposed, or reported of somebody else. Only words
// close by are looked at, so that the time is linear in the text.

/** How far around a place its sentence is looked for, in characters. */
const SENTENCE = 160;

/** The sentence, or the part between semicolons, that a place stands in. */
export function sentenceOf(text: string, span: Span): Span {
  let { start, end } = span;
  while (start > 0 && span.start - start < SENTENCE && !isBoundary(text, start - 1)) start -= 1;
  while (end < text.length && end - span.end < SENTENCE && !isBoundary(text, end)) end += 1;
  return { start, end };
}

function isBoundary(text: string, at: number): boolean {
  const sign = text[at]!;
  return '\n!?;。'.includes(sign) || (sign === '.' && at + 1 < text.length && ' \n\t"\')]'.includes(text[at + 1]!));
}

const GIVING =
  'give|award|assign|rate|call|say|choose|pick|deserve|worth|merit|be|it|this|that|the|a|an|answer|response|quite|as';
const DENIED = new RegExp(
  String.raw`(?:(?:\b(?:not|never|cannot|nor|rather than|instead of|nicht|keine?)|n't)(?:[ \t]{1,4}(?:${GIVING})){0,5}|不是|并非|而非)[ \t"'(]{0,4}$`,
  'iu',
);
// "If I were to rate it" is no more than a way to begin.
const CONDITION =
  /^\s*(?:were|had)\b|\b(?:if|unless)\b(?! (?:i|we|one|you)\b)[^\n]{0,100}\b(?:had|were|was|weren't|hadn't|would)\b|\b(?:alone|only|by itself)\b[^\n]{0,30}\bwould\b/iu;
/** What an answer would have got, had it been another one: `I would have given it a `. */
const WOULD_HAVE =
  /\b(?:would|could|might) have (?:given|rated|scored|said|chosen|picked|earned|got|received|deserved)\b|\bwould have been (?:an? )?["'(]{0,2}$/iu;
/** What it takes to get there: `To get a full `, at the beginning of a sentence. */
const AIM =
  /^[\s"'(_-]{0,8}to (?:get|earn|reach|receive|achieve|deserve|score|merit)(?:[ \t]{1,4}(?:a|an|the|full|perfect|higher|top)){0,3}[ \t"'(]{0,4}$/iu;
/** Behind a verdict: `would need`, `requires`. What `would be fair` is given. */
const REQUIRES =
  /["')\]_ \t]{0,6}(?:(?:would|could|might)\b(?! (?:be|seem) (?:an? )?(?:fair|apt|fitting|appropriate|suitable|reasonable|right|just))|(?:requires?|needs?|means?)\b)/iuy;

/** Whether a verdict is denied (`not a 9`), or what would be under a condition (`a 10 would need sources`). */
export function isDenied(text: string, span: Span): boolean {
  if (matchesAt(REQUIRES, text, span.end)) return true;
  const sentence = sentenceOf(text, span);
  const before = text.slice(sentence.start, span.start);
  if ([DENIED, CONDITION, WOULD_HAVE, AIM].some((pattern) => pattern.test(before))) return true;
  return /\b(?:if|unless) (?:it|the|this|that|they|he|she|[AB])\b.{0,60}\b(?:had|were|weren't|hadn't)\b/iu.test(
    text.slice(span.end, sentence.end),
  );
}

const REPORTED =
  /(?:\b(?:says|said|claims|claimed|states|stated|contains|contained|includes|included|ends (?:with|in|on)|wants|wanted|demands|demanded|asks for|asked for|writes|wrote|quotes|quoted|gives|tells|told|instructs|for example|for instance|such as|pass(?:es|ed)? over|ignor(?:e|es|ed|ing)|inject(?:s|ed|ion)|self-assigned)(?:[ \t]{1,4}[\p{L}'-]{1,20}){0,3}[:,]?|\bits|声称|宣称|写道|要求(?:给出|输出)?)\s{0,4}["'([]{0,2}\s{0,2}$/iu;

/** Whether a verdict is reported of somebody (`it claims "Rating: [[10]]"`), or stands in a block of quoted lines. */
export function isReported(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 100), start);
  return REPORTED.test(before) || /\n[ \t]{0,3}>[^\n]*$/u.test(start <= 100 ? `\n${before}` : before);
}

const STATED =
  /(?:^|[.!?:;,|>#{([。-]|\n)["'_\s]{0,8}(?:(?:the|an?|my|our|overall|final|so|thus|therefore|and)[ \t]{1,4}){0,4}$/iu;

/** Whether something opens a line, a sentence or a clause. */
export function isStated(text: string, start: number): boolean {
  return STATED.test(text.slice(Math.max(0, start - SENTENCE), start));
}

const GOES_ON = /["')_ \t]{0,6}(?!because\b|since\b)\p{L}/iuy;

/** Whether a sentence goes on behind a place, other than with a reason. */
export function goesOn(text: string, end: number): boolean {
  return matchesAt(GOES_ON, text, end);
}

const REVISES =
  /^["')\]_ \t]{0,4}(?:(?:→|⇒|➜|->|=>)|[^\n]{0,60}(?:\bno[:,]|\bactually\b|\bon (?:reflection|second thought)|\bcorrect(?:ed|ion)\b|\brevis|\bscratch that\b|\bwait\b))[^\n]{0,40}$/iu;

/** Whether what stands between two verdicts of one sentence puts the second in the place of the first: `[[8]] → [[6]]`. */
export function revises(text: string, first: Span, second: Span): boolean {
  if (second.start - first.end > 80 || !REVISES.test(text.slice(first.end, second.start))) return false;
  return sentenceOf(text, first).end >= second.start;
}

const SECOND_THOUGHTS = new RegExp(
  String.raw`(?:^|[.!?;\n(])[\s"'(_-]{0,8}(?:${[
    String.raw`(?:wait|hmm|hold on|oops|scratch that|correction)\b`,
    String.raw`actually\b,?|edit(?:ed)?:`,
    String.raw`(?:up)?on (?:(?:further|closer|second) )?(?:reflection|consideration|thoughts?|review|look|reading|inspection)\b`,
    String.raw`(?:or )?rather\b(?! than)`,
    String.raw`let me (?:reconsider|rethink|re-?evaluate|re-?assess|revise|correct)\b`,
    String.raw`(?:no, |sorry, )?i (?:must |have to |need to |should |will |would )?(?:revise|reconsider|change|retract|take (?:that|it) back|correct)\b`,
    String.raw`(?:sorry, )?i (?:have )?(?:misread|misjudged|mixed up|swapped|made an? (?:mistake|error))\b`,
    String.raw`i apologi[sz]e(?:[,;:.]| for (?:the|my|this|that) (?:[a-z]{1,12} )?(?:mistake|error|oversight|confusion)\b)`,
    String.raw`(?:please )?(?:disregard|discard|ignore) (?:this|that|these|those|my|the) (?:[a-z]{1,12} ){0,2}(?:rating|score|grade|verdict)s?\b`,
  ].join('|')}|更正|不对|等一下)`,
  'iu',
);

/** Whether a judge takes something back in a text that it goes on with. */
export function takesBack(rest: string): boolean {
  return secondThoughts(rest) !== undefined;
}

/** Where a judge begins to take something back, if it does. */
export function secondThoughts(text: string): number | undefined {
  return SECOND_THOUGHTS.exec(text)?.index;
}

/**
 * Whether a cut-off reply may have been about to go on with a value that it ends with: with digits, a scale, another
 * value (`8 or`).
 *
 * @param rest what follows the value
 * @param closed the value is closed by brackets, so that only a further value can be missing
 */
export function mayGoOn(rest: string, closed: boolean): boolean {
  if (rest.length > 24) return false;
  if (closed) return /^[ \t]{0,3}(?:[-–—~→=/>(]{1,3}|[a-z]{1,4}(?: [a-z]{0,3})?)[ \t(]{0,3}$/iu.test(rest);
  return !/\n|,\s{0,4}"|\}/u.test(rest);
}
