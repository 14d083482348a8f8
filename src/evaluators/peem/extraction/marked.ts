// The prompts ask for the answer in a marker, `##[BD]##`, and the last one counts.

/**
 * What the last match of a marker holds: its first group that took part in the match, or all of it.
 *
 * @param marker a regular expression that may hold a group; its own flags are kept
 */
export function marked(reply: string, marker: RegExp): string | undefined {
  const match = lastMatch(reply, marker);
  return match && (match.slice(1).find((group) => group !== undefined) ?? match[0]);
}

/** The last match of a regular expression. */
export function lastMatch(reply: string, pattern: RegExp): RegExpExecArray | undefined {
  const flags = pattern.flags.replace('y', '');
  const global = new RegExp(pattern.source, flags.includes('g') ? flags : `${flags}g`);
  let last: RegExpExecArray | undefined;
  for (const match of reply.matchAll(global)) last = match;
  return last;
}
