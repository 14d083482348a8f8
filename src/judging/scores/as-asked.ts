/** A reply that is nothing but the line that was asked for, and an entry of its list. */
const WHOLE = /^\s*(?:(?:Float|Integer) )?Scores: ?(\[[^[\]]+\])\s*$/;
const ENTRY = /^Sample(\d{1,3}): ?(\d{1,3}(?:\.\d{1,3})?)$/;

/** The scores on a line that was asked for, in the order of the labels. */
export interface AskedLine {
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
  return { scores };
}

/** The same of a reply that is the JSON that was asked for, and nothing else: an object whose `scores` has every label. */
export function asAskedInJson(reply: string, size: number): AskedLine | undefined {
  let scores: unknown;
  try {
    scores = (JSON.parse(reply) as { scores?: unknown } | null)?.scores;
  } catch {
    return undefined;
  }
  if (typeof scores !== 'object' || scores === null || Object.keys(scores).length !== size) return undefined;
  const byLabel = new Map<string, unknown>(Object.entries(scores));
  const values = Array.from({ length: size }, (_, i) => byLabel.get(`Sample${i + 1}`));
  return values.every((value) => typeof value === 'number') ? { scores: values } : undefined;
}
