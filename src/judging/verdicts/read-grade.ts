import type { RatingStatus } from '../status.ts';
import { labelPattern } from './label.ts';
import { FORM, type Form, type Piece } from './piece.ts';
import { scaleAfter, scaleBefore } from './scale.ts';
import { matchesAt, spanOf } from './span.ts';
import { mayGoOn } from './surroundings.ts';
import { imitates, lastVerdict, type ReplyForm } from './verdicts.ts';

/** What a reply says of one answer: a grade, or why there is none. */
export type GradeReading = { status: 'ok'; grade: number } | { status: Exclude<RatingStatus, 'ok'> };

interface GradePiece extends Piece {
  /** undefined where no number stands in its place. */
  value: number | undefined;
  /** The scale that a grade as `7/10` relates to. */
  outOf: number | undefined;
  /** The piece is closed by a bracket, so that no digit can be missing. */
  closed: boolean;
}

/**
 * Reads a grade from a judge's reply: `[[7]]` as MT-Bench asks for it (Zheng et al. 2023, appendix A), else what a
 * label announces (`Rating: 7`, `**Score:** 7/10`, `{"rating": 7}`), else a sentence (`My grade is 7.`) or the label of
 * a part (`Style score: 7`), else `[7]` or `7/10`.
 *
 * - Which one counts, and which none, is told at `lastVerdict`.
 * - What is beyond the scale or relates to another one (`4/5`) is not read; nothing is moved into the scale.
 * - A number at which a cut-off reply ends may lack digits or its scale, and is not read.
 */
export function readGrade(reply: string, scale: readonly [number, number], form: ReplyForm): GradeReading {
  const { cut } = form;
  const verdict = lastVerdict(gradePieces, reply, form);
  if (verdict === undefined) return { status: cut ? 'truncated' : 'unreadable' };
  if (verdict === 'quoted') return { status: cut ? 'truncated' : 'quoted' };
  if (verdict === 'ambiguous') return { status: 'ambiguous' };
  const { value, outOf, end, closed } = verdict;
  const [low, high] = scale;
  if (value === undefined) return { status: 'not-a-number' };
  if (cut && mayGoOn(reply.slice(end), closed)) return { status: 'truncated' };
  if (value < low || value > high || (outOf !== undefined && outOf !== high)) return { status: 'out-of-scale' };
  return { status: 'ok', grade: value };
}

/** Whether a text holds what could be taken for a grade. */
export function imitatesGrade(text: string): boolean {
  return imitates(gradePieces, text);
}

const WORDS =
  'rating|score|grade|bewertung|punktzahl|puntuación|calificación|pontuação|punteggio|оценка|评分|評分|得分|打分|分数|總分|总分|評価|スコア|평점|점수';
const NUMBER = String.raw`-?\d{1,6}(?:\.\d{1,6})?`;
const UNIT = '[分点점]?';
// `Rating (1-10): `, `Score (out of 5): `
const SCALE_BEFORE = String.raw`(?:\([ \t]{0,2}(?:out of|of|\/|满分|滿分|max\.?|(?:from |on a scale of |scale )?[01][ \t]{0,2}(?:-|–|to)) ?(\d{1,3})[分点점]?[ \t]{0,2}\)["'_ \t]{0,4})?`;
const LABEL = labelPattern(WORDS, SCALE_BEFORE, 'is|of');
const OPENS = String.raw`(?:[[(]|\$?\\boxed\{|\{\s{0,4}"value"\s{0,4}:\s{0,4}"?)?[ \t]{0,4}`;
const ARROW = '(?:→|⇒|➜|->|=>)';

// `[[7]] or [[8]]` is one verdict, and no number.
const OTHER = String.raw`[ \t]{0,2}(?:-|–|—|~|\bto\b|\bor\b)[ \t]{0,2}\[\[[^\][\n]{1,24}\]\]`;
const DOUBLE = new RegExp(String.raw`(${LABEL})?\[\[\s{0,4}([^\][\n]{1,24}?)\s{0,4}\]\](?!\d)(${OTHER})?`, 'giu');
const LABELLED = new RegExp(`(${LABEL})${OPENS}(${NUMBER})${UNIT}`, 'giu');
const SINGLE = new RegExp(String.raw`(?<!\[)\[(${NUMBER})(?:\/\d{1,6})?\](?![\](])`, 'gu');
const SLASH = new RegExp(
  String.raw`(?<![\d./-]|\d,)(${NUMBER})[ \t]{0,4}(?:\/|out of)[ \t]{0,4}10(?![\d/%]|[.,]\d)`,
  'giu',
);
const WITHIN = new RegExp(
  String.raw`^["' ]{0,4}(?:(?:${WORDS})[ \t]{0,4}[:=]?[ \t]{0,4})?(${NUMBER})(?: ?(?:points?|stars?|[分点점]))?`,
  'iu',
);

// `x[[1]]` is code, `Rating[[1]]` is none.
const INDEXES = /[A-Za-z0-9_)\]]$(?<!\b(?:rating|score|grade|verdict))/iu;
const GRADING =
  'it|this|that|an?|is|as|at|with|give|rate|rating|score|grade|(?:rating|score|grade) of|verdict|answer|response|deserves|merits|gets?|got|earn(?:s|ed)|receive[sd]|assign(?:ed)?|award(?:ed)?|worth|choose|say|solid|good|so|thus|hence|therefore|overall|final(?:ly)?|total';
// `the capital [3]`, `as told in [3]`, `Sources: [3]`; not `I give it [3]`, `Overall [3]`.
const CITES = new RegExp(
  String.raw`(?:[A-Za-z0-9)\].,]|\b(?:sources?|references?|refs?):[ \t]{1,2}|[A-Za-z0-9][ \t](?<!\b(?:${GRADING})[ \t]))$`,
  'iu',
);

// What joins a number to another one: a range, or a choice.
const JOINS = String.raw`(?:-|–|—|~|\/|(?:or|to|and|maybe|perhaps|possibly|even|bis|oder|ou|à|o|и|или)\b|或|至|到|から)`;
// Neither part of a longer number nor the beginning of a range (`1 to 10`), of a fraction, of a percentage or of a sum.
const ENDS = new RegExp(
  String.raw`(?![\p{N}\p{M}\u20e3%\p{L}]|[.,]\d|[ \t]{1,4}\d|[ \t]{0,2}[,(]?[ \t]{0,2}(?:${JOINS}[ \t]{0,2}){1,3}\d|-[ \t]{0,2}(?:$|\n)|[ \t]{0,2},[ \t]{0,2}\d{1,2}(?:\.\d)?(?:\/10)?[ \t]{0,4}(?:[.,;\n]|$)|,?[ \t]{0,2}(?:%|[+×÷≈]|(?:plus|minus|times)\b)|[ \t]{0,2}(?:stars?\b|[★⭐])|["')\] \t]{0,6}${ARROW})`,
  'uy',
);
// `10 = flawless` is a definition; `9 (minus 2 for errors) = 7` and `9, lowered to 7` go on to another number.
const CHANGES =
  /["')\] \t_]{0,6}(?:=|\([^()\n]{0,60}\)[ \t]{0,2}=|[^()\n.;,="']{0,60}=[ \t]{0,2}\[{0,2}\d|[^\n;"]{0,40}\b(?:reduced|lowered|raised|adjusted|rounded|changed|corrected|revised)\b[^\n;"]{0,12}\bto\b[^\n;"]{0,8}\d)/iuy;
const JOINED_BEFORE = new RegExp(String.raw`\d[ \t]{0,2}${JOINS}[ \t]{0,2}$`, 'iu');
// "a grade of 5 students" is no verdict, "my grade is 5." is one.
const SENTENCE_ENDS = /["'_) ]{0,6}(?:[.!;,。](?:\s|$|(?<=。))|\s{0,6}$|[ \t]{0,4}\n|["'}|])/uy;
const LINE_ENDS = /["'_)\]}., \t]{0,6}(?:$|\n)/uy;
const OF_A_PART = /["'_) ]{0,6}for\b/iuy;

function* gradePieces(text: string): Generator<GradePiece> {
  yield* inDoubleBrackets(text);
  yield* afterLabels(text);
  for (const [pattern, closed] of [
    [SINGLE, true],
    [SLASH, false],
  ] as const) {
    for (const match of text.matchAll(pattern)) {
      const { start, end } = spanOf(match);
      const before = text.slice(Math.max(0, start - 14), start);
      if (JOINED_BEFORE.test(before)) continue;
      const scale = scaleAfter(text, start + match[0].indexOf(match[1]!) + match[1]!.length);
      yield {
        start,
        end: Math.max(end, scale?.end ?? 0),
        form: pattern === SINGLE && CITES.test(before) ? FORM.passing : FORM.bare,
        label: '',
        closed,
        value: Number(match[1]),
        outOf: scale?.outOf ?? scaleBefore(text, start),
      };
    }
  }
}

function* inDoubleBrackets(text: string): Generator<GradePiece> {
  let taken = 0;
  for (const match of text.matchAll(DOUBLE)) {
    const [, label = '', before, colon, , inner = '', other] = match;
    const { start, end: closes } = spanOf(match);
    // `[[10]]` tells the scale in `[[5]] out of [[10]]`.
    if (start < taken) continue;
    const number = other === undefined ? numberWithin(inner) : undefined;
    // Double brackets that hold no number are a verdict only where they are labelled as one, and the form of the prompt
    // that the judge repeats is none.
    if (number === undefined && (label === '' || /^(?:rating|n)$/i.test(inner))) continue;
    const scale = scaleAfter(text, closes);
    const end = scale?.end ?? closes;
    taken = end;
    const standing = label === '' || colon === undefined ? undefined : standingOf(text, start);
    const bracketed = standing === 'whole' ? FORM.full : FORM.brackets;
    const isIndex = label === '' && INDEXES.test(text.slice(Math.max(0, start - 10), start));
    yield {
      start,
      end,
      form: isIndex || standing === 'bound' || matchesAt(CHANGES, text, end) ? FORM.passing : bracketed,
      label,
      ...(standing === 'part' && { part: true }),
      closed: true,
      value: number?.value,
      outOf: number?.outOf ?? scale?.outOf ?? toNumber(before) ?? scaleBefore(text, start),
    };
  }
}

function* afterLabels(text: string): Generator<GradePiece> {
  for (const match of text.matchAll(LABELLED)) {
    const [, label = '', before, colon, , value] = match;
    const { start, end: place } = spanOf(match);
    const scale = scaleAfter(text, place);
    const end = scale?.end ?? place;
    if (!matchesAt(ENDS, text, end)) continue;
    // On the line after its label a number may as well begin a list: `Rating:\n1. It is wrong.`
    if (/\n/.test(label) && !matchesAt(LINE_ENDS, text, end)) continue;
    const standing = standingOf(text, start);
    const part = standing === 'part' || matchesAt(OF_A_PART, text, scale?.end ?? place);
    const sentence = colon === undefined || standing === 'part';
    let form: Form = colon === undefined || part ? FORM.weak : FORM.label;
    if (standing === 'bound' || matchesAt(CHANGES, text, end) || (sentence && !matchesAt(SENTENCE_ENDS, text, end)))
      form = FORM.passing;
    yield {
      start,
      end,
      form,
      label,
      ...(part && { part }),
      closed: false,
      value: Number(value),
      outOf: scale?.outOf ?? toNumber(before) ?? scaleBefore(text, start),
    };
  }
}

/** What double brackets hold: a number, with its scale or without, and nothing else. */
function numberWithin(inner: string): { value: number; outOf?: number } | undefined {
  const match = WITHIN.exec(inner);
  if (match === null) return undefined;
  const scale = scaleAfter(inner, match[0].length);
  if (!/^["' ]*$/.test(inner.slice(scale?.end ?? match[0].length))) return undefined;
  return { value: Number(match[1]), ...(scale && { outOf: scale.outOf }) };
}

// Words before a label that leave it the label of the verdict.
const WHOLE =
  /^(?:overall|final|the|an?|my|i|our|your|this|its|and|so|thus|therefore|hence|new|revised|corrected|updated)$/i;
/** The same in Chinese, which sets no blank between the words. */
const WHOLE_UNSPACED = /(?:最终|最終|综合|綜合|总体|總體|总|我的|给出的|的)$/u;
// `max_rating: 10` and `a perfect score of 10` tell a scale.
const BOUND = /^(?:max|maximum|maximal|highest|possible|perfect|full|top|min|minimum|minimal|lowest)$/i;

/**
 * What a label is about, by the word right before it: the whole (`Rating`, `Overall rating`), a part (`style score`), or
 * a bound of the scale (`max_score`).
 */
function standingOf(text: string, place: number): 'whole' | 'part' | 'bound' {
  const before = text.slice(Math.max(0, place - 26), place);
  if (/\p{L}$/u.test(before)) return WHOLE_UNSPACED.test(before) ? 'whole' : 'part';
  const word = /(\p{L}[\p{L}\p{N}]{0,19}(?:[ \t]\d{1,3})?)[ \t_-]{1,6}$/u.exec(before)?.[1];
  if (word === undefined || WHOLE.test(word) || WHOLE_UNSPACED.test(word)) return 'whole';
  return BOUND.test(word) ? 'bound' : 'part';
}

function toNumber(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}
