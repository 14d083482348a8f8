import type { RatingStatus } from './status.ts';
import { bearsMark, lastVerdict, type Piece, type ReplyForm } from './verdicts.ts';

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
 * label announces (`Rating: 7`, `**Score:** 7/10`, `{"rating": 7}`), else `[7]` or `7/10`.
 *
 * - The last verdict of the surest form counts.
 * - One that stands in a judged text as well is passed over, unless it bears the mark.
 * - What is beyond the scale or relates to another one (`4/5`) is not read; nothing is moved into the scale.
 * - A number at which a cut-off reply ends may lack digits, and is not read.
 */
export function readGrade(
  reply: string,
  scale: readonly [number, number],
  { texts, cut, mark }: ReplyForm,
): GradeReading {
  const verdict = lastVerdict(gradePieces(reply, mark), reply, { texts, cut });
  if (verdict === undefined) return { status: cut ? 'truncated' : 'unreadable' };
  if (verdict === 'quoted') return { status: cut ? 'truncated' : 'quoted' };
  const { value, outOf, end, closed } = verdict;
  const [low, high] = scale;
  if (value === undefined) return { status: 'not-a-number' };
  if (cut && !closed && end === reply.length) return { status: 'truncated' };
  if (value < low || value > high || (outOf !== undefined && outOf !== high)) return { status: 'out-of-scale' };
  return { status: 'ok', grade: value };
}

/** Whether a text holds what could be taken for a grade. */
export function imitatesGrade(text: string): boolean {
  return !gradePieces(text, undefined).next().done;
}

const LABEL = String.raw`(?<!\p{L})(?:rating|score|grade)["'*_\x60]{0,4}(?:[ \t]+\(?[0-9a-f]{8}\)?)?["'*_\x60]{0,4}[ \t]*(?:[:：=]|\bis\b|\bof\b)[\s"'*_\x60]{0,6}`;
const NUMBER = String.raw`-?\d{1,6}(?:\.\d{1,6})?`;
const OUT_OF = String.raw`(?:\s{0,2}(?:\/|out of)\s{0,2}(\d{1,6}(?:\.\d{1,6})?))?`;
// Neither part of a longer number nor the beginning of a range (`1 to 10`) or of a percentage.
const ENDS = String.raw`(?![\d%\p{L}]|[.,]\d|\s{0,2}(?:-|–|to\b|%)\s{0,2}\d)`;

const DOUBLE = new RegExp(String.raw`(${LABEL})?\[\[\s{0,4}([^\][\n]{1,24}?)\s{0,4}\]\]`, 'giu');
const LABELLED = new RegExp(`(${LABEL})(${NUMBER})${OUT_OF}${ENDS}`, 'giu');
const SINGLE = new RegExp(String.raw`(?<!\[)\[(${NUMBER})(?:\/(\d{1,6}))?\](?![\](])`, 'gu');
const SLASH = new RegExp(String.raw`(?<![\d./])(${NUMBER})\s{0,2}(?:\/|out of)\s{0,2}(10)(?![\d/%]|[.,]\d)`, 'giu');
// "a grade of 5 students" is no verdict, "my grade is 5." is one.
const IN_PROSE = /(?:is|of)[\s"'*_`]*$/iu;
const SENTENCE_ENDS = /^["'*_`)]{0,4}(?:[.!;,](?:\s|$)|\s*$|[ \t]*\n)/u;
const WITHIN = new RegExp(String.raw`^(?:(?:rating|score|grade)[ \t]{0,4}[:=]?[ \t]{0,4})?(${NUMBER})${OUT_OF}$`, 'iu');

function* gradePieces(reply: string, mark: string | undefined): Generator<GradePiece> {
  for (const match of reply.matchAll(DOUBLE)) {
    const [whole, label = '', inner = ''] = match;
    const number = WITHIN.exec(inner);
    // Double brackets that hold no number are a verdict only where they are labelled as one, and the form of the prompt
    // that the judge repeats is none.
    if (number === null && (label === '' || /^(?:rating|n)$/i.test(inner))) continue;
    yield {
      ...place(match, whole, 3),
      core: `[[${inner}]]`,
      marked: bearsMark(label, mark),
      closed: true,
      value: number === null ? undefined : Number(number[1]),
      outOf: number?.[2] === undefined ? undefined : Number(number[2]),
    };
  }
  const others = [
    [LABELLED, 2, false],
    [SINGLE, 1, true],
    [SLASH, 1, false],
  ] as const;
  for (const [form, rank, closed] of others) {
    for (const match of reply.matchAll(form)) {
      const labelled = form === LABELLED;
      if (labelled && IN_PROSE.test(match[1]!) && !SENTENCE_ENDS.test(reply.slice(match.index + match[0].length)))
        continue;
      const [label, value, outOf] = labelled ? [match[1]!, match[2], match[3]] : ['', match[1], match[2]];
      yield {
        ...place(match, match[0], rank),
        core: match[0],
        marked: bearsMark(label, mark),
        closed,
        value: Number(value),
        outOf: outOf === undefined ? undefined : Number(outOf),
      };
    }
  }
}

function place(match: RegExpExecArray, whole: string, rank: number) {
  return { start: match.index, end: match.index + whole.length, rank };
}
