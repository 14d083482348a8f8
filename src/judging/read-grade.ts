import { labelPattern } from './label.ts';
import { matchesAt } from './matches-at.ts';
import { scaleAfter } from './scale.ts';
import type { RatingStatus } from './status.ts';
import { FORM, imitates, lastVerdict, type Piece, type ReplyForm } from './verdicts.ts';

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
 * - The last verdict of the surest form counts; of the forms that are no more than likely, all have to agree.
 * - One that a judged text announces as well is passed over, unless it bears the mark.
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
  if (cut && !closed && mayGoOn(reply.slice(end))) return { status: 'truncated' };
  if (value < low || value > high || (outOf !== undefined && outOf !== high)) return { status: 'out-of-scale' };
  return { status: 'ok', grade: value };
}

/** Whether a text holds what could be taken for a grade. */
export function imitatesGrade(text: string): boolean {
  return imitates(gradePieces, text);
}

const WORDS = 'rating|score|grade';
const NUMBER = String.raw`-?\d{1,6}(?:\.\d{1,6})?`;
// `Rating (1-10): `, `Score (out of 5): `
const SCALE_BEFORE = String.raw`(?:\([ \t]{0,2}(?:out of|of|\/|max\.?|(?:from |on a scale of |scale )?[01][ \t]{0,2}(?:-|–|to)) ?(\d{1,3})[ \t]{0,2}\)["'_ \t]{0,4})?`;
const LABEL = labelPattern(WORDS, SCALE_BEFORE, 'is|of');
const OPENS = String.raw`(?:[[(]|\$?\\boxed\{|\{\s{0,4}"value"\s{0,4}:\s{0,4}"?)?[ \t]{0,4}`;

// `[[7]] or [[8]]` is one verdict, and no number.
const OTHER = String.raw`[ \t]{0,2}(?:-|–|\/|\bto\b|\bor\b)[ \t]{0,2}\[\[[^\][\n]{1,24}\]\]`;
const DOUBLE = new RegExp(String.raw`(${LABEL})?\[\[\s{0,4}([^\][\n]{1,24}?)\s{0,4}\]\](${OTHER})?`, 'giu');
const LABELLED = new RegExp(`(${LABEL})${OPENS}(${NUMBER})`, 'giu');
const SINGLE = new RegExp(String.raw`(?<!\[)\[(${NUMBER})(?:\/\d{1,6})?\](?![\](])`, 'gu');
const SLASH = new RegExp(
  String.raw`(?<![\d./-]|\d,)(${NUMBER})[ \t]{0,4}(?:\/|out of)[ \t]{0,4}10(?![\d/%]|[.,]\d)`,
  'giu',
);
const WITHIN = new RegExp(String.raw`^["' ]{0,4}(?:(?:${WORDS})[ \t]{0,4}[:=]?[ \t]{0,4})?(${NUMBER})`, 'iu');

// Neither part of a longer number nor the beginning of a range (`1 to 10`), of a fraction or of a percentage.
const ENDS = /(?![\p{N}%\p{L}]|[.,]\d|[ \t]{1,4}\d|[ \t]{0,2}(?:-|–|to\b|or\b|\/)[ \t]{0,2}\d|[ \t]{0,2}%)/uy;
// "a grade of 5 students" is no verdict, "my grade is 5." is one.
const SENTENCE_ENDS = /["'_) ]{0,6}(?:[.!;,](?:\s|$)|\s{0,6}$|[ \t]{0,4}\n)/uy;
const OF_A_PART = /["'_) ]{0,6}for\b/iuy;

function* gradePieces(text: string): Generator<GradePiece> {
  for (const match of text.matchAll(DOUBLE)) {
    const [whole, label = '', before, colon, , inner = '', other] = match;
    const number = other === undefined ? numberWithin(inner) : undefined;
    // Double brackets that hold no number are a verdict only where they are labelled as one, and the form of the prompt
    // that the judge repeats is none.
    if (number === undefined && (label === '' || /^(?:rating|n)$/i.test(inner))) continue;
    const end = match.index + whole.length;
    const announced = label === '' || colon === undefined ? FORM.weak : standing(text, match.index);
    const form = { [FORM.passing]: FORM.passing, [FORM.weak]: FORM.brackets, [FORM.label]: FORM.full }[announced];
    yield {
      end,
      form,
      label,
      closed: true,
      value: number?.value,
      outOf: number?.outOf ?? scaleAfter(text, end)?.outOf ?? toNumber(before),
    };
  }
  for (const match of text.matchAll(LABELLED)) {
    const [whole, label = '', before, colon, , value] = match;
    const place = match.index + whole.length;
    const scale = scaleAfter(text, place);
    const end = scale?.end ?? place;
    if (!matchesAt(ENDS, text, end)) continue;
    let form = standing(text, match.index);
    if (colon === undefined && form !== FORM.passing)
      form = matchesAt(SENTENCE_ENDS, text, end) ? FORM.weak : FORM.passing;
    if (form === FORM.label && matchesAt(OF_A_PART, text, end)) form = FORM.weak;
    yield { end, form, label, closed: false, value: Number(value), outOf: scale?.outOf ?? toNumber(before) };
  }
  for (const [pattern, closed] of [
    [SINGLE, true],
    [SLASH, false],
  ] as const) {
    for (const match of text.matchAll(pattern)) {
      const place = match.index + match[0].length;
      const scale = scaleAfter(text, match.index + match[0].indexOf(match[1]!) + match[1]!.length);
      const end = Math.max(place, scale?.end ?? 0);
      yield { end, form: FORM.bare, label: '', closed, value: Number(match[1]), outOf: scale?.outOf };
    }
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
const WHOLE = /^(?:overall|final|the|an?|my|i|our|your|this|its|and|so|thus|therefore|hence)$/i;
// `max_rating: 10` and `a perfect score of 10` tell a scale.
const BOUND = /^(?:max|maximum|maximal|highest|possible|perfect|full|top|min|minimum|minimal|lowest)$/i;

/** What a label is worth, by the word right before it: `Rating`, `Overall rating`; `style score`; `max_score`. */
function standing(text: string, place: number): (typeof FORM)['label' | 'weak' | 'passing'] {
  const word = /([\p{L}\p{N}]{1,20})[ \t_-]{1,6}$/u.exec(text.slice(Math.max(0, place - 26), place))?.[1];
  if (word === undefined || WHOLE.test(word)) return FORM.label;
  return BOUND.test(word) ? FORM.passing : FORM.weak;
}

/** Whether a cut-off reply that ends in this may have been about to go on with the number, or to tell its scale. */
function mayGoOn(rest: string): boolean {
  return (
    rest.length < 24 &&
    /^(?:[.,/]?|["'_*` )]*(?:(?:point|star|mark)s? *)?\(?[ ]*(?:\/|o|ou|out|out o|out of|of)[ ]*)$/i.test(rest)
  );
}

function toNumber(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}
