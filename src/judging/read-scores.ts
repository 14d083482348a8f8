import { halfWidth } from './half-width.ts';
import { isQuoted } from './quoted.ts';
import { explainedVerdicts, listedVerdicts, type ScoreEntry, type ScoreVerdict } from './score-entries.ts';
import { jsonVerdicts } from './score-json.ts';
import { tableVerdicts } from './score-table.ts';
import type { RatingStatus } from './status.ts';

export interface ScoreForm {
  /** How many samples the batch has; their labels are Sample1 … SampleN. */
  size: number;
  scale: readonly [number, number];
  /** Whole numbers only. */
  integer: boolean;
}

/** What a reply says of one sample: a score, or why there is none. */
export type ScoreReading = { status: 'ok'; score: number } | { status: Exclude<RatingStatus, 'ok'> };

/**
 * Reads the scores of a batch from a judge's reply.
 *
 * - By label, never by order, and every sample once: two different scores for a sample are none.
 * - A verdict is a list of labels and scores (in brackets, lines, Markdown, a table or JSON) that is announced as scores or
 *   that scores every sample of the batch. What is announced counts before what is not, and lists of samples before those
 *   of other words; of verdicts of one kind the last counts.
 * - What is announced as something else (ranks, confidence, preliminary scores) is no verdict.
 * - A verdict that is a quotation of one of the judged texts is passed over.
 * - A verdict that scores samples the batch does not have is not read at all: a judge that counts more samples than
 *   there are may have moved the labels.
 * - A number at which a cut-off reply ends may lack digits, and is not read.
 *
 * @param texts the texts under evaluation, as the judge saw them
 * @param cut the reply ended because of the token limit
 * @returns a reading for each of the `form.size` samples, in the order of their labels
 */
export function readScores(given: string, form: ScoreForm, texts: readonly string[], cut: boolean): ScoreReading[] {
  const reply = halfWidth(given);
  const verdicts = [
    ...listedVerdicts(reply),
    ...explainedVerdicts(reply),
    ...tableVerdicts(reply),
    ...jsonVerdicts(reply),
  ]
    .map((verdict) => ({ ...verdict, rank: rankOf(verdict, form.size) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => a.rank - b.rank || a.end - b.end || a.start - b.start);
  let verdict = verdicts.pop();
  while (verdict !== undefined && isQuoted(reply.slice(verdict.start, verdict.end), texts)) verdict = verdicts.pop();
  if (verdict === undefined) return all(form.size, cut ? 'truncated' : 'unreadable');
  const found = verdict;
  if (found.entries.some(({ label }) => label < 1 || label > form.size)) return all(form.size, 'extra-labels');
  return Array.from({ length: form.size }, (_, i) => {
    const entries = found.entries.filter(({ label }) => label === i + 1);
    return readEntry(entries, form, reply, cut);
  });
}

/** How surely a list is the verdict; 0 where it is none. */
function rankOf({ entries, heading }: ScoreVerdict, size: number): number {
  const ofSamples = entries.every(({ word }) => word === 'sample');
  const complete = isComplete(entries, size);
  if (heading === 'other' || (!complete && !(heading === 'scores' && ofSamples))) return 0;
  return (heading === 'scores' ? 3 : 1) + (ofSamples ? 1 : 0);
}

function all(size: number, status: Exclude<RatingStatus, 'ok'>): ScoreReading[] {
  return Array.from({ length: size }, () => ({ status }));
}

function readEntry(entries: ScoreEntry[], form: ScoreForm, reply: string, cut: boolean): ScoreReading {
  const [entry] = entries;
  if (entry === undefined) return { status: cut ? 'truncated' : 'missing' };
  if (new Set(entries.map(({ value }) => value)).size > 1) return { status: 'ambiguous' };
  const { value, outOf, end } = entry;
  const [low, high] = form.scale;
  if (value === undefined) return { status: 'not-a-number' };
  if (cut && /^[.,/]?$/.test(reply.slice(end))) return { status: 'truncated' };
  if (value < low || value > high || (outOf !== undefined && outOf !== high)) return { status: 'out-of-scale' };
  if (form.integer && !Number.isInteger(value)) return { status: 'not-an-integer' };
  return { status: 'ok', score: value };
}

function isComplete(entries: readonly ScoreEntry[], size: number): boolean {
  const labels = new Set(entries.map(({ label }) => label));
  return labels.size >= size && Array.from({ length: size }, (_, i) => i + 1).every((label) => labels.has(label));
}
