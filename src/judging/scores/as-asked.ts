const WHOLE = /^\s*(?:(?:Float|Integer) )?Scores: ?(\[[^[\]]+\])\s*$/;
const ENTRY = /^Sample(\d{1,3}): ?(\d{1,3}(?:\.\d{1,3})?)$/;

/** The line that was asked for, and the scores on it in the order of the labels. */
export interface AskedLine {
  list: string;
  scores: number[];
}

/**
 * A reply that is what was asked for and nothing else, `Float Scores: [Sample1:2.4, Sample2:1.8]` with every label once
 * and in order. It can be read in one way only, so that nothing need be searched for; most replies are such ones.
 *
 * @param size how many samples the batch has
 */
export function asAsked(reply: string, size: number): AskedLine | undefined {
  const list = WHOLE.exec(reply)?.[1];
  if (list === undefined) return undefined;
  const entries = list.slice(1, -1).split(/, ?/);
  if (entries.length !== size) return undefined;
  const scores: number[] = [];
  for (const [i, entry] of entries.entries()) {
    const [, label, score] = ENTRY.exec(entry) ?? [];
    if (Number(label) !== i + 1) return undefined;
    scores.push(Number(score));
  }
  return { list, scores };
}
