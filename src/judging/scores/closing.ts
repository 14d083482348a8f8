import { isQuoted } from '../quoted.ts';
import { plain } from '../verdicts/plain.ts';
import { asAsked, asAskedInJson } from './as-asked.ts';
import type { ScoreVerdict } from './entries.ts';

/** What announces a quotation: `Sample2 says:`, or is one itself. */
const ANNOUNCES = /[:"]\s*$|^\s*>/;

/**
 * The list that is the judge's own whatever the judged texts hold: the one on the last line of a reply where that line is
 * what was asked for, and is all of the reply or follows on words that stand in no text and do not announce a quotation; or
 * the scores of a reply in JSON. A judge that quotes a text does so before its verdict, or says that it quotes.
 *
 * @param lists the lists of scores in the reply
 */
export function closingList<V extends ScoreVerdict>(
  lists: readonly V[],
  reply: string,
  size: number,
  texts: readonly string[],
): V | undefined {
  const inJson = asAskedInJson(reply, size);
  if (inJson !== undefined) return lists.findLast((list) => isOf(list, inJson.scores));
  const whole = reply.trimEnd();
  const start = whole.lastIndexOf('\n') + 1;
  if (asAsked(whole.slice(start), size) === undefined) return undefined;
  const before = plain(whole.slice(0, start))
    .split('\n')
    .findLast((line) => /\p{L}/u.test(line));
  if (before !== undefined && (ANNOUNCES.test(before) || isQuoted(before, texts))) return undefined;
  return lists.findLast((list) => list.start >= start);
}

function isOf({ entries }: ScoreVerdict, scores: readonly number[]): boolean {
  return entries.length === scores.length && entries.every(({ label, value }) => value === scores[label - 1]);
}
