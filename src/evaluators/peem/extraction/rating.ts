// Ratings on a scale, as in the USR experiment.
import { type Extracted, noPrediction } from './extracted.ts';
import { plainText } from './latex-text.ts';
import { lastMatch, marked } from './marked.ts';
import { RUN, valueOfRun } from './numerals.ts';

/** A rating, maybe of so many: 7.5, 7,5/10, 7 1/2, 4 out of 5. What follows must not make it a range or a share. */
const RATING =
  String.raw`(?<![\d.,]|\d ?(?:-|to|or) ?)(?<minus>-?)(?:(?<whole>\d{1,4}) (?<above>\d{1,2})\/(?<below>\d{1,2})|(?<run>${RUN}))` +
  String.raw`(?![\d%]| %| ?(?:-|to|or) ?\d)(?: ?(?:\/|(?:out )?of|von) ?(?<most>\d{1,4}(?:\.\d{1,4})?))?`;

/** `[[7]]`, `Rating: 7`, "a score of 7", "I rate it 7", "**Score**: 7"; a number behind a reason is no rating. */
const STATED = new RegExp(
  String.raw`(?:\[\[ {0,3}|(?:\b(?:rating|score|grade|rate)[sd]?\b|评分|得分|打分|分数)` +
    String.raw`(?:(?!\b(?:since|because|as|due|in|with|not)\b)[^\d\n.;!?-]|-(?!\.?\d)){0,40}?)${RATING}`,
  'i',
);
/** A rating with its reason behind it: "4. It has 2 flaws." */
const FIRST = new RegExp(
  String.raw`^[\s*"'([\x60]{0,5}${RATING}[*"')\]\x60]{0,3}(?:[.:,;](?!\d)|\s*\n|\s-|分|\s*$)`,
  'i',
);
const ANYWHERE = new RegExp(RATING, 'gi');

/**
 * The rating that a reply ends on: in the marker, where it is stated, at its beginning, or the only number of the reply
 * (or only one with a scale), the scale's upper end in "7/10" and "7 out of 10" not counted. A rating off the scale, or on another scale, is no
 * prediction, it is not moved onto this one.
 *
 * @param scale the least and the greatest rating
 */
export function rating(reply: string, scale: readonly [number, number], marker?: RegExp): Extracted<number> {
  const [least, greatest] = scale;
  const content = marker ? marked(reply, marker) : reply;
  if (content === undefined) return noPrediction('the marker was not found');
  const text = plainText(content)
    // "Score (1-5): 4", "on a scale from 1 to 5", "Rating (1 = worst, 5 = best): 4".
    .replace(new RegExp(`(?<![\\d.])${least} ?(?:-|to) ?${greatest}(?!\\d)`, 'g'), '')
    .replace(/\([^()\n]{1,80}\)(?=\**:)/g, '');
  const stated = (marker ? undefined : lastMatch(text, STATED)) ?? FIRST.exec(text) ?? onlyOne(text);
  if (!stated) return noPrediction('no rating found');
  const { minus, whole, above, below, run, most } = stated.groups!;
  const size = run === undefined ? Number(whole) + Number(above) / Number(below) : valueOfRun(run);
  const value = minus ? 0 - size : size;
  if (!Number.isFinite(value)) return noPrediction('no rating found');
  if (most !== undefined && Number(most) !== greatest) {
    return noPrediction(`${value} of ${most} is on another scale than ${least} to ${greatest}`);
  }
  if (value < least || value > greatest) {
    return noPrediction(`${value} is off the scale from ${least} to ${greatest}`);
  }
  return { prediction: value };
}

/** The only rating of a text, or the only one that tells its scale (7/10); of several, any might be meant. */
function onlyOne(text: string): RegExpExecArray | undefined {
  const all = [...text.matchAll(ANYWHERE)];
  const withScale = all.filter(({ groups }) => groups!.most !== undefined);
  return all.length === 1 ? all[0] : withScale.length === 1 ? withScale[0] : undefined;
}
