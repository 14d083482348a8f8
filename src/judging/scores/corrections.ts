import { secondThoughts } from '../verdicts/surroundings.ts';

const VERBS = String.raw`(?:revis|adjust|correct|chang|updat|rais|lower|increas|reduc|bump|amend|upgrad|downgrad)\p{L}{0,4}`;
const SAMPLE = String.raw`(?<!\p{L})sample[ _#-]?(\d{1,5})(?!\d)`;
const SCORE = String.raw`(?:an? )?["'*_]{0,2}(\d{1,9}(?:\.\d{1,9})?)`;
/** Words of the same sentence, up to the next sample. */
const WORDS = String.raw`(?:(?!sample)[^\n:]){0,40}?`;
const PATTERNS = [
  // `Sample2 should be 3.5`, `Sample2's score is raised to 3.5`
  String.raw`${SAMPLE}${WORDS}(?<!\p{L})(?:should (?:be|get|receive|have been)|deserves|${VERBS}${WORDS} to) ${SCORE}`,
  // `I lower the score of Sample2 to 3.5`
  String.raw`(?<!\p{L})${VERBS} ${WORDS}${SAMPLE}${WORDS} to ${SCORE}`,
].map((source) => new RegExp(source, 'giu'));

/** A score that a sentence gives to one sample. */
export interface Correction {
  label: number;
  value: number;
  start: number;
  end: number;
}

/** A heading of other scores, in whatever form these follow. */
const REVISED =
  /^[^\p{L}\n]{0,12}(?:my |the )?(?:revised|updated|adjusted|corrected|amended|new) (?:float |integer )?scores?(?!\p{L})/imu;
const PAIR = new RegExp(String.raw`${SAMPLE}[^\d\n]{1,12}${SCORE}`, 'giu');

/** What the reply says behind a place that scores of single samples should be in place of those that a list gives. */
export function corrections(reply: string, place: number): Correction[] {
  const rest = reply.slice(place);
  if (!/sample/i.test(rest)) return []; // most replies end with the list
  const revised = rest.search(REVISED);
  return [
    ...PATTERNS.flatMap((pattern) => correctionsBy(pattern, reply, place)),
    ...(revised < 0 ? [] : correctionsBy(PAIR, reply, place + revised)),
  ];
}

function correctionsBy(pattern: RegExp, reply: string, from: number): Correction[] {
  return [...reply.slice(from).matchAll(pattern)].map((match) => toCorrection(match, from));
}

function toCorrection({ 0: { length }, 1: label, 2: value, index }: RegExpExecArray, from: number): Correction {
  return { label: Number(label), value: Number(value), start: from + index, end: from + index + length };
}

const LABEL = new RegExp(SAMPLE, 'giu');
/** A score that is given with second thoughts: `Sample3: 2`, `Sample3 deserves only a 2`; not `Sample3 has 2 typos`. */
const GIVEN = new RegExp(
  `${SAMPLE}["'*_]{0,2}(?: ?(?:[:=→]|->)| (?:should|have|been|be|gets?|deserves|merits|is(?= an? )|worth|only|just|rather|an?)){1,4} ?${SCORE}`,
  'giu',
);
/** Words that take something back whatever follows: reasons do not begin with them. */
const PLAIN_DOUBT =
  /^[.!?;\n(]?[\s'(_-]{0,8}(?:(?:wait|hold on|oops|scratch that|correction)(?:[,.:;!…–—]| -)|更正|不对|等一下)/iu;
/** What tells of others that they are about scores: `Rather dull.` and `Actually, it is on topic.` are reasons of scores. */
const ABOUT_SCORES = new RegExp(
  String.raw`(?<!\p{L})(?:${[
    'I (?:have |had |may have )?(?:misread|misjudged|mixed|swapped|confused|mislabell?ed|made an? (?:mistake|error))',
    '(?:disregard|discard|ignore|reconsider|revise|change|retract|correct|take back) (?:this|that|these|those|my|the) (?:[a-z]{1,12} ){0,2}(?:score|rating)s?',
    String.raw`(?:score|rating)s?[^.\n]{0,40}(?:wrong|swapped|mixed up|reversed|mistaken|incorrect)`,
    'let me (?:reconsider|rethink|re-?evaluate|re-?assess|revise|correct)',
    'take (?:that|it) back|too (?:high|low)|(?:under|over)rated',
  ].join('|')})(?!\p{L})`,
  'iu',
);
/** What of a line with second thoughts is looked for in the judged texts: up to where a quotation may end. */
const OWN_WORDS = /^[^"”»]{0,60}/;

/** A line on which the judge takes back what it said: `Wait, I mixed up Sample1 and Sample2.` */
export interface Doubt {
  /** The samples that it names and gives no score. */
  labels: number[];
  /** The scores that it gives. */
  scores: Correction[];
  start: number;
  end: number;
}

/** The lines behind a place from which on the judge takes back what it said. */
export function doubts(reply: string, place: number): Doubt[] {
  let start = place;
  return reply
    .slice(place)
    .split('\n')
    .flatMap((line) => {
      const from = secondThoughts(line);
      const begins = start + (from ?? 0);
      start += line.length + 1;
      if (from === undefined) return [];
      const rest = line.slice(from);
      const scores = [...rest.matchAll(GIVEN)].map((match) => toCorrection(match, begins));
      const takesBack = PLAIN_DOUBT.test(rest) || ABOUT_SCORES.test(rest);
      if (scores.length === 0 && !takesBack) return [];
      const scored = new Set(scores.map(({ label }) => label));
      const named = takesBack ? [...rest.matchAll(LABEL)].map(([, label]) => Number(label)) : [];
      return {
        labels: named.filter((label) => !scored.has(label)),
        scores,
        start: begins,
        end: begins + OWN_WORDS.exec(rest)![0].length,
      };
    });
}
