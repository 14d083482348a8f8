// The prompts ask for the answer in a marker, `##[BD]##`, and the last one counts.
import { LIMIT_SECONDS, lastMatchWithin } from '../../bounded-match.ts';

/**
 * What the last match of a marker holds: its first group that took part in the match, or all of it.
 *
 * @param marker a regular expression that may hold a group; its own flags are kept
 */
export function marked(reply: string, marker: RegExp): string | undefined {
  return contentOf(lastMatch(reply, marker));
}

/** Finds what a marker of the user's holds in a reply. @throws SlowPattern */
export type OwnMarker = (reply: string) => string | undefined;

/** A marker of the user's, read like the usual ones. @throws SyntaxError where it is no regular expression */
export function ownMarker(source: string): OwnMarker {
  const find = ownPattern(source);
  return (reply) => contentOf(find(reply));
}

/** Finds the last match of an expression of the user's in a reply. @throws SlowPattern */
export type OwnPattern = (reply: string) => RegExpExecArray | undefined;

/** @throws SyntaxError where it is no regular expression */
export function ownPattern(source: string, flags?: string): OwnPattern {
  const pattern = new RegExp(source, flags);
  return (reply) => {
    const match = lastMatchWithin(reply, pattern.source, pattern.flags);
    if (match === null) throw new SlowPattern(source);
    return match;
  };
}

/** An expression of the user's takes too long on a reply: what it would find there is not known. */
export class SlowPattern extends Error {
  constructor(source: string) {
    super(`/${source}/ took more than ${LIMIT_SECONDS} s on this reply`);
  }
}

/** The last match of a regular expression of our own, which is known to be fast. */
export function lastMatch(reply: string, pattern: RegExp): RegExpExecArray | undefined {
  const global = new RegExp(pattern.source, `${pattern.flags.replace(/[gy]/g, '')}g`);
  let last: RegExpExecArray | undefined;
  for (const match of reply.matchAll(global)) last = match;
  return last;
}

function contentOf(match: RegExpExecArray | undefined): string | undefined {
  return match && (match.slice(1).find((group) => group !== undefined) ?? match[0]);
}
