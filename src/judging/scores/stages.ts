import { isComplete, isFinal } from './choice.ts';
import type { ScoreVerdict } from './entries.ts';
import { labelWord } from './label.ts';

/**
 * Whether a list may be one that the judge would have revised: it goes on to speak of the samples and is cut off, or it was
 * asked for revised scores and gave none.
 *
 * @param lists all lists of the reply
 * @param revised scores were asked for twice, first and after the analyses
 */
export function mayBeFirst(
  verdict: ScoreVerdict,
  lists: readonly ScoreVerdict[],
  reply: string,
  { size, revised }: { size: number; revised: boolean },
  cut: boolean,
): boolean {
  if (!cut && !revised) return false;
  const rest = reply.slice(verdict.end);
  if (cut && !isComplete(verdict.entries, size) && UNFINISHED.test(rest)) return false;
  const { word } = verdict.entries[0]!;
  if (cut && rest.match(/\p{L}+/gu)?.some((each) => labelWord(each) === word)) return true;
  if (!revised || isFinal(verdict) || lists.some(({ end }) => end <= verdict.start)) return false;
  if (cut) return /\p{L}/u.test(rest);
  // The line of the last score may hold its reason.
  const below = rest.replace(/^.*/, '');
  return NUMBERED.test(rest) || [...below.matchAll(LABEL)].some((match) => labelWord(match[1]!) === word);
}

/** The next entry of a list, as far as it got. */
const UNFINISHED =
  /^[\s,;|[(*_`"'•-]*\p{L}{1,20}[ _#-]{0,2}\d{0,5}["'*_`)\]]{0,4}[ \t]*[:=|-]?[ \t]*["'*_`[(]{0,4}[+-]?[\d.,/]*$/u;
/** What names a sample. */
const LABEL = /(?<!\p{L})(\p{L}{1,20})[ _#-]{0,2}\d{1,5}(?!\d)/gu;
/** A line of a numbered list, as analyses may be. */
const NUMBERED = /^[ \t*_>-]{0,8}\d{1,3}[.)]["'*_]{0,4}[ \t]+["'*_]{0,4}\p{L}/mu;
