import { halfWidth } from './half-width.ts';
import { isQuoted } from './quoted.ts';
import { corrections } from './score-corrections.ts';
import { explainedVerdicts, listedVerdicts, type ScoreEntry, type ScoreVerdict } from './score-entries.ts';
import type { HeadingKind, Scale } from './score-heading.ts';
import { jsonVerdicts } from './score-json.ts';
import { labelWord } from './score-label.ts';
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
  const candidates = verdictsIn(reply)
    .map((verdict) => ({ ...verdict, rank: rankOf(verdict, form.size) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => a.rank - b.rank || a.end - b.end || Number(isFinal(a)) - Number(isFinal(b)) || a.start - b.start);
  const isOwn = ({ start, end }: ScoreVerdict) => !isQuoted(reply.slice(start, end), texts);
  const verdict = candidates.findLast(isOwn);
  if (verdict === undefined || (cut && goesOn(reply, verdict, form.size)))
    return all(form.size, cut ? 'truncated' : 'unreadable');
  if (verdict.entries.some(({ label }) => label < 1 || label > form.size)) return all(form.size, 'extra-labels');
  const rivals = candidates.filter(
    (other) => mayReplace(other, verdict) && differing(other.entries, verdict).size > 0 && isOwn(other),
  );
  const replacing = [...rivals.flatMap(({ entries }) => entries), ...corrections(reply.slice(verdict.end))];
  const disputed = differing(replacing, verdict);
  return Array.from({ length: form.size }, (_, i) => {
    if (disputed.has(i + 1)) return { status: 'ambiguous' };
    const entries = verdict.entries.filter(({ label }) => label === i + 1);
    return readEntry(entries, verdict.heading.scale, form, reply, cut);
  });
}

function verdictsIn(reply: string): ScoreVerdict[] {
  const ofJson = [...jsonVerdicts(reply)];
  const spans = new Map(ofJson.map(({ start, end }) => [start, end]));
  // Lists of samples within JSON are read as JSON alone, which knows under which keys they stand.
  const isInJson = ({ start, end }: ScoreVerdict) => [...spans].some(([from, to]) => from <= start && end <= to);
  const lists = [...listedVerdicts(reply), ...explainedVerdicts(reply)].filter((verdict) => !isInJson(verdict));
  return [...lists, ...tableVerdicts(reply), ...ofJson];
}

/** How surely a list is the verdict; 0 where it is none. */
function rankOf({ entries, heading }: ScoreVerdict, size: number): number {
  const ofSamples = entries.every(({ word }) => word === 'sample');
  const surety = SURETY[heading.kind];
  if (surety === 0 || (!isComplete(entries, size) && !(surety > 1 && ofSamples))) return 0;
  return 2 * surety + (ofSamples ? 1 : 0);
}

const SURETY: Record<HeadingKind, number> = {
  final: 3,
  scores: 3,
  named: 2,
  aspect: 2,
  unknown: 1,
  draft: 0,
  other: 0,
};

function isFinal({ heading }: ScoreVerdict): boolean {
  return heading.kind === 'final';
}

/** Whether another list might be what the judge ends with, so that where they differ neither is sure. */
function mayReplace(other: ScoreVerdict, verdict: ScoreVerdict): boolean {
  if (other.entries[0]!.word !== verdict.entries[0]!.word) return false;
  const [kind, chosen] = [other.heading.kind, verdict.heading.kind];
  // Scores announced as final should not differ from later ones.
  if (kind === 'final') return chosen !== 'final';
  const isLater = other.start >= verdict.end;
  if (chosen === 'final' || chosen === 'scores') return isLater && (kind === 'named' || kind === 'unknown');
  // Of two aspects, neither is the whole.
  return kind !== 'scores' && isShort(other) && isShort(verdict) && other.heading.name !== verdict.heading.name;
}

/** Whether a heading is the name of something rather than a sentence. */
function isShort({ heading }: ScoreVerdict): boolean {
  return heading.name !== '' && heading.name.split(' ').length <= LONGEST_NAME;
}

const LONGEST_NAME = 4;

/** The labels that have another score in a list than in a verdict. */
function differing(others: readonly Pick<ScoreEntry, 'label' | 'value'>[], verdict: ScoreVerdict): Set<number> {
  const scores = new Map(verdict.entries.map(({ label, value }) => [label, value]));
  return new Set(
    others.flatMap(({ label, value }) => {
      const score = scores.get(label);
      return value !== undefined && score !== undefined && value !== score ? label : [];
    }),
  );
}

/** Whether a reply speaks of the samples again behind a list: cut off, it might have come to revised scores. */
function goesOn(reply: string, { entries, end }: ScoreVerdict, size: number): boolean {
  const rest = reply.slice(end);
  if (!isComplete(entries, size) && UNFINISHED.test(rest)) return false;
  return rest.match(/\p{L}+/gu)?.some((word) => labelWord(word) === entries[0]!.word) ?? false;
}

/** The next entry of a list, as far as it got. */
const UNFINISHED =
  /^[\s,;|[(*_`"'•-]*\p{L}{1,20}[ _#-]{0,2}\d{0,5}["'*_`)\]]{0,4}[ \t]*[:=|-]?[ \t]*["'*_`[(]{0,4}[+-]?[\d.,/]*$/u;

function all(size: number, status: Exclude<RatingStatus, 'ok'>): ScoreReading[] {
  return Array.from({ length: size }, () => ({ status }));
}

function readEntry(
  entries: ScoreEntry[],
  scale: Scale | undefined,
  form: ScoreForm,
  reply: string,
  cut: boolean,
): ScoreReading {
  const [entry] = entries;
  if (entry === undefined) return { status: cut ? 'truncated' : 'missing' };
  if (new Set(entries.map(({ value }) => value)).size > 1) return { status: 'ambiguous' };
  const { value, outOf, end } = entry;
  const [low, high] = form.scale;
  if (value === undefined || !Number.isFinite(value)) return { status: 'not-a-number' };
  if (cut && /^[ \t]*[.,/]?$/.test(reply.slice(end))) return { status: 'truncated' };
  const isOfOther = (outOf ?? high) !== high || (scale?.high ?? high) !== high || (scale?.low ?? low) !== low;
  if (value < low || value > high || isOfOther) return { status: 'out-of-scale' };
  if (form.integer && !Number.isInteger(value)) return { status: 'not-an-integer' };
  return { status: 'ok', score: value };
}

function isComplete(entries: readonly ScoreEntry[], size: number): boolean {
  const labels = new Set(entries.map(({ label }) => label));
  return labels.size >= size && Array.from({ length: size }, (_, i) => i + 1).every((label) => labels.has(label));
}
