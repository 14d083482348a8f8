import type { Heading } from './heading.ts';
import { headingBefore } from './heading-before.ts';
import { labelWord } from './label.ts';
import { revises, scoreNumber } from './number.ts';

/** One `Sample3: 2.5` in a reply. `value` is undefined where no number stands there. */
export interface ScoreEntry {
  /** The word before the number of the label, in lower case. */
  word: string;
  label: number;
  value: number | undefined;
  /** The scale that a score as `2.5/3` relates to. */
  outOf: number | undefined;
  start: number;
  end: number;
}

/** Scores that a reply gives together. */
export interface ScoreVerdict {
  entries: ScoreEntry[];
  start: number;
  end: number;
  /** What announces it. */
  heading: Heading;
}

// A label (`Sample3`, `**Sample 3**`, `"sample_3"`, `Sample #3 score`, or the word in another language), a separator, and a
// short value with nothing but a scale or a remark in brackets before the next comma, bracket, bar or line end: so that
// `Sample3: 2 people talk` is no entry. A dash between two numbers is a range: `Sample1-3`, `Samples 1 – 3`.
const SEPARATOR = /(?:[:=]|->|→|(?<!\d)[–—-]|[–—-](?!\d))/u;
const LABEL = new RegExp(
  /(?<!\p{L})(?!samples[ _#-]{0,2}\d{1,5}[ \t]{0,2}[–—-])(\p{L}{1,20})[ _#-]{0,2}(\d{1,5})(?:(?:['’]s)?[ _](?:final[ _])?(?:score|rating)|(?:的|の)?(?:最终|最終)?(?:得分|评分|評分|分数|分數|スコア|点数|評点))?["'*_`)\]]{0,4}[ \t]*/u
    .source +
    SEPARATOR.source +
    /[ \t]*["'*_`[(]{0,4}[ \t]*(?:(?:final )?(?:score|rating)["'*_`]{0,4}[ \t]*[:=–—-]["'*_`]{0,4}[ \t]*)?/u.source,
  'iu',
);
/** The score that an arrow replaces: `2.4 → 2.6`. */
const REVISED = /(?:[+-]?\d{1,9}(?:[.,]\d{1,9})?["'*_`]{0,4}[ \t]*(?:->|→|=>)[ \t]*["'*_`]{0,4})?/u;
/** What is behind a value: what it counts, and its scale: `2.5 points`, `2.5/3`, `2.5 (out of 3)`. */
const OUT_OF =
  /(?:[ \t]*(?:points?|stars?))?(?:[ \t]*\(?(?:\/|out of|of)[ \t]*(\d+(?:\.\d+)?)(?:分|点|점)?\)?)?["'*_`)]{0,4}/u;
const LISTED = new RegExp(
  LABEL.source +
    REVISED.source +
    /([+-]?\d{1,9},\d{1,9}(?!\d)|[^\s,;:|[\]{}()"'*`<]{1,12})/u.source +
    OUT_OF.source +
    // Two numbers are two scores, of which neither is surely the one that is asked for.
    /(?:[ \t]*(\([^()\n]{0,80}\)))?[ \t]*(?=[,;|](?![ \t]*[+-]?\d)|[\]}\n\r]|<br|$|(?<=[ \t])(?:and )?["'*_`]{0,4}\p{L}{1,20}[ _#-]{0,2}\d{1,5}["'*_`]{0,4}[ \t]*[:=])/u
      .source,
  'giu',
);
// A line that begins with a label and its score, and goes on with a reason: `Sample3: 2.5 - keeps to the topic`.
const EXPLAINED = new RegExp(
  /^[\s>*•\d.-]{0,8}["'*_`]{0,4}/u.source +
    LABEL.source +
    REVISED.source +
    /([+-]?\d+(?:[.,]\d+)?)/u.source +
    OUT_OF.source +
    /(?=\]{0,2}[ \t]*(?:[-–—](?!>|[ \t]*\d)|[(]|[;:](?![ \t]*\d)|[,.](?![ \t]*\d)|$))/u.source,
  'gimu',
);
/** What may stand between two entries of one list: signs, numbers of the list's items, emoji, `and score for`. */
const BETWEEN =
  /^(?:[\s,;|*_`"'{}[\]()•·・●▪◦#>.-]|\p{Extended_Pictographic}\ufe0f?|\d\ufe0f?\u20e3|<br>|(?<=\n[ \t]{0,8})\d{1,3}[.)]|\band\b|\b(?:final )?(?:score|rating)s? (?:(?:for|of) )?)*$/iu;
/** A list is over: what repeats its labels after that is another one. */
const CLOSED = /[\])}]|\n\s*\n/;

/** Lists of `label: score`: in brackets, in lines, in Markdown, in JSON. */
export function* listedVerdicts(reply: string): Generator<ScoreVerdict> {
  let current: ScoreEntry[] = [];
  let labels = new Set<number>();
  for (const match of reply.matchAll(LISTED)) {
    const entry = toEntry(match);
    const last = current.at(-1);
    if (last !== undefined) {
      const between = reply.slice(last.end, entry.start);
      if (!BETWEEN.test(between) || last.word !== entry.word || (labels.has(entry.label) && CLOSED.test(between))) {
        yield* verdictOf(current, headingBefore(reply, current[0]!.start));
        current = [];
        labels = new Set();
      }
    }
    current.push(entry);
    labels.add(entry.label);
  }
  if (current.length > 0) yield* verdictOf(current, headingBefore(reply, current[0]!.start));
}

/** Lines of `label: score` with a reason behind. */
export function* explainedVerdicts(reply: string): Generator<ScoreVerdict> {
  const hasSecond = GOES_ON_WITH_LIST.test(reply);
  for (const verdict of explainedLists(reply)) {
    // Where every label is followed by `1.`, and some by a `2.`, these are lists: `Sample1: 1. It is fluent. 2. It is short.`
    const isLists = verdict.entries.every(
      ({ value, end }) => value === 1 && OPENS_LIST.test(reply.slice(end, end + 3)),
    );
    if (!isLists || !hasSecond) yield verdict;
  }
}

const OPENS_LIST = /^[.)][ \t]\S/;
const GOES_ON_WITH_LIST = /\s2[.)][ \t]\S/;

function* explainedLists(reply: string): Generator<ScoreVerdict> {
  let current: ScoreEntry[] = [];
  for (const match of reply.matchAll(EXPLAINED)) {
    const entry = toEntry(match);
    if (revises(restOfLine(reply, entry.end))) entry.value = undefined;
    if (current.some(({ label, word }) => label === entry.label || word !== entry.word)) {
      yield* verdictOf(current, headingBefore(reply, current[0]!.start));
      current = [];
    }
    current.push(entry);
  }
  if (current.length > 0) yield* verdictOf(current, headingBefore(reply, current[0]!.start));
}

/** How far a reason is read. */
const LONGEST_REASON = 200;

function restOfLine(reply: string, start: number): string {
  return reply.slice(start, start + LONGEST_REASON).split('\n', 1)[0]!;
}

/** Where no entry has a number, it is no verdict: the analyses of samples have that form, too. */
function* verdictOf(entries: ScoreEntry[], heading: Heading): Generator<ScoreVerdict> {
  if (entries.every(({ value }) => value === undefined)) return;
  yield { entries, start: entries[0]!.start, end: entries.at(-1)!.end, heading };
}

function toEntry(match: RegExpExecArray): ScoreEntry {
  const [whole, word, label, rawValue, rawOutOf, remark] = match as unknown as [
    string,
    string,
    string,
    string,
    string?,
    string?,
  ];
  // `2.5/3` has its slash within the value
  const [value, slashed] = rawValue.split('/', 2) as [string, string?];
  const outOf = rawOutOf ?? slashed;
  const scale = outOf === undefined ? undefined : scoreNumber(outOf);
  const isClear = (outOf === undefined || scale !== undefined) && !revises(remark ?? '');
  return {
    word: labelWord(word),
    label: Number(label),
    value: isClear ? scoreNumber(value) : undefined,
    outOf: scale,
    start: match.index,
    end: match.index + whole.trimEnd().length,
  };
}
