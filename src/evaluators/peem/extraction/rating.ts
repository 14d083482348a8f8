// Ratings on a scale, as in the USR experiment.
import { isAsserted, isTakenBack, TAKEN_BACK } from './assertion.ts';
import { RUN, valueOfRun } from './digit-runs.ts';
import { type Extracted, noPrediction } from './extracted.ts';
import { plainText } from './latex-text.ts';
import type { OwnMarker } from './marked.ts';
import { otherScale } from './rating-scale.ts';

const RANGE = '(?:[-–—~〜]|to|or|and|bis|至|到|或) ?';

/** A rating, maybe of so many: 7.5, 7,5/10, 7 1/2, 4 out of 5. What follows must not make it a range or a share. */
const RATING =
  String.raw`(?<rating>(?<![\d.,]|\d ?${RANGE})(?<minus>(?:-|\b(?:minus|negative) |负)?)(?:(?<whole>\d{1,4}) (?<above>\d{1,2})\/(?<below>\d{1,2})|(?<run>${RUN}))` +
  String.raw`(?![\d%]| %| ?${RANGE}\d)(?: ?(?:\/|(?:out )?of|von|sur|su|de|sobre|из) ?(?<most>\d{1,4}(?:\.\d{1,4})?))?)`;

/** `[[7]]`, `Rating: 7`, "a score of 7", "I rate it 7", "**Score**: 7"; a number behind a reason is no rating. */
const STATED = new RegExp(
  String.raw`(?:\[\[ {0,3}|(?:\b(?:rating|score|grade|rate)[sd]?\b|\bI(?:['’]d| would| will|['’]ll)? (?:give|assign|award)\b|评分|得分|打分|分数)` +
    String.raw`(?:(?!\b(?:since|because|as(?! (?:an? )?\d)|due|in|with|not)\b)[^\d\n.;!?-]|-(?!\.?\d)){0,40}?)${RATING}`,
  'gi',
);
/** A rating with its reason behind it: "4. It has 2 flaws." */
const FIRST = new RegExp(
  String.raw`^[\s*"'([\x60]{0,5}${RATING}[*"')\]\x60]{0,3}(?:[.:,;](?!\d)|\s*\n|\s-|分(?!制)|\s*$)`,
  'i',
);
/** The first two entries of a list. */
const LIST = /^\W{0,5}1[.)]\s[^\n]*\n(?:[^\n]*\n){0,20}?\W{0,5}2[.)]\s/;
const ANYWHERE = new RegExp(RATING, 'gi');

/** A score that is none of the reply's: that of the scale's end, or of something else. */
const OF_ANOTHER =
  /\b(?:max(?:imum)?\.?|min(?:imum)?\.?|highest|lowest|best|worst|top|full|perfect|possible|average|mean) $/i;
/** Between what is compared and the rating that it is compared with: "less than a score of 5". */
const COMPARED = /\b(?:than|at least|at most|below|above|under|short of|up to|instead of)\b[^.,;:\n]{0,24}$/i;
/** What a rating would mean or need. */
const EXPLAINED =
  /^[^\w\n]{0,3} ?(?:would|could|might|means?|indicates?|represents?|requires?|needs?|is (?:for|reserved|given)|=)(?!\w)/i;
/** The next one of several: "4, 5 and 3". */
const SEVERAL = /^, ?\d[\d.]{0,4}(?! ?[\p{L}\d])/u;
/** Behind a rating only such words; another is what is counted: 3 flaws. */
const COUNTED =
  /^ (?!(?:stars?|points?|marks?|pts?|puntos|punti|pontos|estrellas|étoiles|stelle|sur|su|sobre|de|von|out|of|on|overall|because|since|as|for|is|was|and|but|due|given|based|with|which|to|in|from|here|seems|feels|if|while|although|though|or|when|at|so)\b)[a-z]/;
/** The word before "score" that says of what it is. */
const LABEL = /(?<![\p{L}'’])([\p{L}-]{2,20})[ *]{1,3}$/u;
const OVERALL = /^(?:overall|final|total)$/i;
/** Words before "score" that do not say of what it is. */
const NO_LABEL =
  /^(?:an|the|my|this|its|your|their|of|with|and|so|as|is|it|would|will|to|give|gets?|deserves?|assign|we|am|can|single|numeric(?:al)?|integer)$/i;

/**
 * The rating that a reply ends on: in the marker, where it is stated, at its beginning, or the only number of the reply
 * (or only one with a scale), the scale's upper end in "7/10" and "7 out of 10" not counted. A rating off the scale, or
 * on another scale, is no prediction, it is not moved onto this one.
 *
 * @param scale the least and the greatest rating
 */
export function rating(reply: string, scale: readonly [number, number], marker?: OwnMarker): Extracted<number> {
  const [least, greatest] = scale;
  const content = marker ? marker(reply) : reply;
  if (content === undefined) return noPrediction('the marker was not found');
  const other = otherScale(plainText(reply), scale);
  if (other !== undefined) return noPrediction(`it is on another scale than ${least} to ${greatest}: '${other}'`);
  const text = plainText(content)
    // "Score (1-5): 4", "on a scale from 1 to 5", "Rating (1 = worst, 5 = best): 4".
    .replace(new RegExp(`(?<![\\d.])${least} ?(?:[-–]|to) ?${greatest}(?!\\d)`, 'g'), '')
    .replace(/\([^()\n]{1,80}\)(?=\**:)/g, '');
  const found = foundIn(text, marker !== undefined);
  if (!found) return noPrediction('no rating found');
  if (isTakenBack(text.slice(found.index + found[0].length))) return noPrediction(TAKEN_BACK);
  const value = ratingOf(found);
  const most = found.groups!.most;
  if (!Number.isFinite(value)) return noPrediction('no rating found');
  if (most !== undefined && Number(most) !== greatest) {
    return noPrediction(`${value} of ${most} is on another scale than ${least} to ${greatest}`);
  }
  if (value < least || value > greatest) {
    return noPrediction(`${value} is off the scale from ${least} to ${greatest}`);
  }
  return { prediction: value };
}

function foundIn(text: string, isMarked: boolean): RegExpExecArray | undefined {
  const all = isMarked ? [] : [...text.matchAll(STATED)];
  const stated = all.filter((match) => isOfReply(text, match) && !OF_ANOTHER.test(before(text, match.index)));
  if (stated.length > 0) return ofTheWhole(text, stated);
  const first = LIST.test(text) ? undefined : (FIRST.exec(text) ?? undefined);
  return first ?? (all.length > 0 ? undefined : onlyOne(text));
}

/** Of several ratings the overall one, or the last that is of nothing in particular; of several aspects none. */
function ofTheWhole(text: string, stated: readonly RegExpExecArray[]): RegExpExecArray | undefined {
  const labelled = stated.map((match) => ({ match, label: LABEL.exec(before(text, match.index))?.[1] ?? '' }));
  const overall = labelled.findLast(({ label }) => OVERALL.test(label));
  const plain = labelled.findLast(({ label }) => label === '' || NO_LABEL.test(label));
  const values = new Set(stated.map(ratingOf));
  return (overall ?? plain)?.match ?? (values.size === 1 ? stated.at(-1) : undefined);
}

/** The only rating of a text, or the only one that tells its scale (7/10); of several, any might be meant. */
function onlyOne(text: string): RegExpExecArray | undefined {
  const all = [...text.matchAll(ANYWHERE)];
  const withScale = all.filter(({ groups }) => groups!.most !== undefined);
  const only = all.length === 1 ? all[0] : withScale.length === 1 ? withScale[0] : undefined;
  return only && isOfReply(text, only) ? only : undefined;
}

/** Whether a number is given as a rating: not denied, compared with, explained, nor a count of something. */
function isOfReply(text: string, match: RegExpExecArray): boolean {
  const end = match.index + match[0].length;
  const start = end - match.groups!.rating!.length;
  const after = text.slice(end, end + 24);
  const isCount = match.groups!.most === undefined && COUNTED.test(after);
  if (SEVERAL.test(after)) return false;
  return isAsserted(text, start) && !COMPARED.test(before(text, start)) && !EXPLAINED.test(after) && !isCount;
}

const before = (text: string, index: number): string => text.slice(Math.max(0, index - 48), index);

function ratingOf({ groups }: RegExpExecArray): number {
  const { minus, whole, above, below, run } = groups!;
  const size = run === undefined ? Number(whole) + Number(above) / Number(below) : valueOfRun(run);
  return minus ? 0 - size : size;
}
