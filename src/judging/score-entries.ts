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
  /** What announces it: `scores`, nothing that can be told (`unknown`), or something else, such as ranks. */
  heading: Heading;
}

export type Heading = 'scores' | 'unknown' | 'other';

const SCORES = /(?:score|rating)s?(?:[^\p{L}].{0,60})?$/iu;
/** What has the form of scores and is none, or none that is final. */
const OTHER =
  /(?<!\p{L})(?:preliminary|initial|draft|tentative|provisional|previous|rank(?:s|ed|ings?)?|order|confidence|certainty|counts?|lengths?|lowest|highest|average|mean|weights?|human)(?!\p{L})/iu;
/** What may stand between a heading and the scores, and what of that shows that it is one. */
const INTRODUCING = new Set(' \t\r\n"\'*_`#>[({|:=-');
const INTRODUCED = /[:=[({|\n]/;
/** What a heading does not reach beyond, and how many characters it may have. */
const LONGEST_HEADING = 160;
const BOUNDARY = new Set('.;:{}[]|\n');

/** What kind of heading a name is: that of a column, a key or a line. */
export function headingOf(name: string): Heading {
  const words = name.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' '); // `finalScores`
  if (OTHER.test(words)) return 'other';
  return SCORES.test(words) ? 'scores' : 'unknown';
}

/** What announces the piece of a reply that begins at `start`: the last words before it, with a colon, bracket or line end. */
export function headingBefore(reply: string, start: number): Heading {
  let end = start;
  while (end > 0 && INTRODUCING.has(reply[end - 1]!)) end -= 1;
  if (!INTRODUCED.test(reply.slice(end, start))) return 'unknown';
  let from = end;
  while (from > 0 && end - from < LONGEST_HEADING && !BOUNDARY.has(reply[from - 1]!)) from -= 1;
  return headingOf(reply.slice(from, end));
}

const NUMBER = /^[+-]?\d+(?:\.\d+)?\.?$/;
/** `2,4`, where a comma takes the place of the point; not `1,000`, which may be either. */
const DECIMAL_COMMA = /^([+-]?\d+),(\d{1,2}|\d{4,})$/;

/** The number that a text is, written with a point or a comma. */
export function scoreNumber(text: string): number | undefined {
  const plain = text.replace(DECIMAL_COMMA, '$1.$2');
  return NUMBER.test(plain) ? Number(plain) : undefined;
}

// A label (`Sample3`, `**Sample 3**`, `"sample_3"`, `Sample #3 score`, or the word in another language), a separator, and a
// short value with nothing but a scale or a remark in brackets before the next comma, bracket, bar or line end: so that
// `Sample3: 2 people talk` is no entry.
const LABEL =
  /(\p{L}{1,20})[ _#-]{0,2}(\d{1,5})(?:[ _](?:[Ss]core|[Rr]ating))?["'*_`)\]]{0,4}[ \t]*(?:[:=]|->|→|–|—|-)[ \t]*["'*_`[(]{0,4}[ \t]*/u;
const OUT_OF =
  /(?:[ \t]*(?:[Pp]oints?|[Ss]tars?))?(?:[ \t]*\(?(?:\/|[Oo]ut of|of)[ \t]*(\d+(?:\.\d+)?)\)?)?["'*_`)]{0,4}/u;
const LISTED = new RegExp(
  LABEL.source +
    /([+-]?\d{1,9},\d{1,9}(?!\d)|[^\s,;|[\]{}()"'*`<]{1,12})/u.source +
    OUT_OF.source +
    /(?:[ \t]*\([^()\n]{0,80}\))?[ \t]*(?=[,;|\]}\n\r]|<[Bb][Rr]|$)/u.source,
  'gu',
);
// A line that begins with a label and its score, and goes on with a reason: `Sample3: 2.5 - keeps to the topic`.
const EXPLAINED = new RegExp(
  /^[\s>*•\d.-]{0,8}["'*_`]{0,4}/u.source +
    LABEL.source +
    /([+-]?\d+(?:[.,]\d+)?)/u.source +
    OUT_OF.source +
    /(?=\]{0,2}[ \t]*(?:[-–—](?![ \t]*\d)|[(;:]|[,.](?!\d)|$))/u.source,
  'gmu',
);
const BETWEEN = /^(?:[\s,;|*_`"'{}[\]()•·#>.-]|<[Bb][Rr]>|\band\b)*$/;
/** A list is over: what repeats its labels after that is another one. */
const CLOSED = /[\])}]|\n\s*\n/;

/** Lists of `label: score`: in brackets, in lines, in Markdown, in JSON. */
export function* listedVerdicts(reply: string): Generator<ScoreVerdict> {
  let current: ScoreEntry[] = [];
  for (const match of reply.matchAll(LISTED)) {
    const entry = toEntry(match);
    const last = current.at(-1);
    if (last !== undefined) {
      const between = reply.slice(last.end, entry.start);
      const repeats = current.some(({ label }) => label === entry.label);
      if (!BETWEEN.test(between) || last.word !== entry.word || (repeats && CLOSED.test(between))) {
        yield* verdictOf(current, headingBefore(reply, current[0]!.start));
        current = [];
      }
    }
    current.push(entry);
  }
  if (current.length > 0) yield* verdictOf(current, headingBefore(reply, current[0]!.start));
}

/** Lines of `label: score` with a reason behind. They count as a list that nothing announces. */
export function* explainedVerdicts(reply: string): Generator<ScoreVerdict> {
  let current: ScoreEntry[] = [];
  for (const match of reply.matchAll(EXPLAINED)) {
    const entry = toEntry(match);
    if (current.some(({ label, word }) => label === entry.label || word !== entry.word)) {
      yield* verdictOf(current, 'unknown');
      current = [];
    }
    current.push(entry);
  }
  if (current.length > 0) yield* verdictOf(current, 'unknown');
}

/** Where no entry has a number, it is no verdict: the analyses of samples have that form, too. */
function* verdictOf(entries: ScoreEntry[], heading: Heading): Generator<ScoreVerdict> {
  if (entries.every(({ value }) => value === undefined)) return;
  yield { entries, start: entries[0]!.start, end: entries.at(-1)!.end, heading };
}

function toEntry(match: RegExpExecArray): ScoreEntry {
  const [whole, word, label, rawValue, rawOutOf] = match as unknown as [string, string, string, string, string?];
  // `2.5/3` has its slash within the value
  const [value, slashed] = rawValue.split('/', 2) as [string, string?];
  const outOf = rawOutOf ?? slashed;
  const scale = outOf === undefined ? undefined : scoreNumber(outOf);
  return {
    word: wordOf(word),
    label: Number(label),
    value: outOf !== undefined && scale === undefined ? undefined : scoreNumber(value),
    outOf: scale,
    start: match.index,
    end: match.index + whole.trimEnd().length,
  };
}

function wordOf(word: string): string {
  const lower = word.toLowerCase();
  return lower === 'samples' ? 'sample' : lower;
}
