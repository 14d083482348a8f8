// Yuan et al., findings of ACL 2024, arXiv 2408.13738: ratings on a scale, as in the USR experiment.
import { type Extracted, noPrediction } from './extracted.ts';
import { marked } from './marked.ts';
import { numbersIn } from './number.ts';

/** `[[7]]`, `Rating: 7`, "a score of 7", "I rate it 7", "**Score**: 7". */
const STATED =
  /\[\[ {0,3}([^[\]\n]{1,20})\]\]|(?:\b(?:rating|score|grade)s?\b|\b(?:rate|rated|score|grade)d?\b)[^\d\n]{0,40}?([-−]?\d[\d.,/]{0,12}(?: (?:out )?of \d{1,4})?)/i;

/**
 * The rating that a reply ends on: in the marker, where it is stated, or else the last number of the reply, the scale's
 * upper end in "7/10" and "7 out of 10" not counted. A rating off the scale is no prediction, it is not moved onto it.
 *
 * @param scale - the least and the greatest rating
 */
export function rating(reply: string, scale: readonly [number, number], marker?: RegExp): Extracted<number> {
  const [least, greatest] = scale;
  // "Score (1-5): 4", "on a scale from 1 to 5".
  const unasked = reply.replace(new RegExp(`(?<![\\d.])${least}\\s?(?:-|–|to)\\s?${greatest}(?!\\d)`, 'g'), '');
  const content = marker ? marked(reply, marker) : (marked(unasked, STATED) ?? unasked);
  if (content === undefined) return noPrediction('the marker was not found');
  const value = numbersIn(withoutScale(content)).at(-1);
  if (value === undefined) return noPrediction('no rating found');
  if (value < least || value > greatest) {
    return noPrediction(`${value} is off the scale from ${least} to ${greatest}`);
  }
  return { prediction: value };
}

/** "7/10" and "7 out of 10" without the 10. */
const withoutScale = (text: string): string =>
  text.replace(/(\d)\s{0,2}(?:\/|(?:out\s)?of)\s{0,2}\d{1,4}(?:\.\d{1,4})?(?![\d/])/g, '$1');
