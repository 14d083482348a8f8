import { halfWidth } from '../half-width.ts';
import { isQuoted } from '../quoted.ts';
import type { RatingStatus } from '../status.ts';
import { asAsked } from './as-asked.ts';
import { differing, isFinal, mayReplace, rankOf } from './choice.ts';
import { closingList } from './closing.ts';
import { corrections, doubts } from './corrections.ts';
import { explainedVerdicts, listedVerdicts, type ScoreEntry, type ScoreVerdict } from './entries.ts';
import { jsonVerdicts } from './json.ts';
import { isReported } from './reported.ts';
import { type Scale, scaleBehind } from './scale.ts';
import { sectionVerdicts } from './sections.ts';
import { mayBeFirst } from './stages.ts';
import { tableVerdicts } from './table.ts';

export interface ScoreForm {
  /** How many samples the batch has; their labels are Sample1 … SampleN. */
  size: number;
  scale: readonly [number, number];
  /** Whole numbers only. */
  integer: boolean;
  /** Scores were asked for twice, first and after analyses of the samples. */
  revised: boolean;
}

/** What a reply says of one sample: a score, or why there is none. */
export type ScoreReading = { status: 'ok'; score: number } | { status: Exclude<RatingStatus, 'ok'> };

/**
 * Reads the scores of a batch from a judge's reply.
 *
 * - By label, never by order, and every sample once: two different scores for a sample are none.
 * - A verdict is a list of labels and scores (in brackets, lines, Markdown, a table, JSON or sections) that is announced as scores or
 *   that scores every sample of the batch. What is announced counts before what is not, scores before those for one aspect,
 *   and lists of samples before those of other words; of verdicts of one kind the last counts.
 * - What is announced as something else (ranks, confidence, the ends of the scale, preliminary or old scores) is no verdict.
 * - Where another list or a sentence behind the verdict may take its place, a sample that they score differently has none;
 *   neither has one that the judge takes back (`Wait, I mixed up Sample1 and Sample2`).
 * - A list behind which a cut-off reply goes on about the samples may be a preliminary one, and is not read.
 * - A list that stands word for word in one of the judged texts may be a quotation: it gives way to one that does not, and
 *   where there is no other the scores are `quoted`. So does one that the reply says a text says, however it is put. The last line of a reply, in the form that was asked for, is still the
 *   judge's own (see closing.ts): else a text that lists the low scores could have them all go unread. A sample that it and
 *   the rest of the reply score differently is `quoted`.
 * - A verdict that scores samples the batch does not have is not read at all: a judge that counts more samples than
 *   there are may have moved the labels.
 * - Nor is one with scores far beyond the upper end of the scale: those within it may be meant on a longer one, too.
 * - A number at which a cut-off reply ends may lack digits, and is not read.
 *
 * @param texts the texts under evaluation, as the judge saw them
 * @param cut the reply ended because of the token limit
 * @returns a reading for each of the `form.size` samples, in the order of their labels
 */
export function readScores(given: string, form: ScoreForm, texts: readonly string[], cut: boolean): ScoreReading[] {
  const line = cut || form.revised ? undefined : asAsked(given, form.size);
  if (line !== undefined) {
    if (isOnLongerScale(line.scores, form)) return all(form.size, 'out-of-scale');
    return line.scores.map((score) => onScale(score, form));
  }
  const reply = halfWidth(given);
  const lists = [...verdictsIn(reply), ...sectionVerdicts(reply, texts)];
  const candidates = lists
    .map((verdict) => ({ ...verdict, rank: rankOf(verdict, form.size) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => a.rank - b.rank || a.end - b.end || Number(isFinal(a)) - Number(isFinal(b)) || a.start - b.start);
  const isOwn = ({ start, end }: Pick<ScoreVerdict, 'start' | 'end'>) =>
    !isReported(reply, start) && !isQuoted(reply.slice(start, end), texts);
  const own = candidates.findLast(isOwn);
  const closing = cut ? undefined : closingList(candidates, reply, form.size, texts);
  const verdict = own ?? closing;
  if (verdict === undefined && candidates.length > 0) return all(form.size, cut ? 'truncated' : 'quoted');
  if (verdict === undefined || mayBeFirst(verdict, lists, reply, form, cut))
    return all(form.size, cut ? 'truncated' : 'unreadable');
  if (verdict.entries.some(({ label }) => label < 1 || label > form.size)) return all(form.size, 'extra-labels');
  const scale = verdict.heading.scale ?? scaleBehind(reply, verdict.end);
  // A score with a scale of its own, as 7/10, says nothing about the others.
  const plain = verdict.entries.filter(({ outOf }) => outOf === undefined).flatMap(({ value }) => value ?? []);
  if (isOnLongerScale(plain, form)) return all(form.size, 'out-of-scale');
  const rivals = candidates.filter(
    (other) =>
      other !== verdict && mayReplace(other, verdict) && differing(other.entries, verdict).size > 0 && isOwn(other),
  );
  const doubted = doubts(reply, verdict.end).filter(isOwn);
  const corrected = [...corrections(reply, verdict.end), ...doubted.flatMap(({ scores }) => scores)].filter(isOwn);
  const replacing = [...rivals.flatMap(({ entries }) => entries), ...corrected];
  // All of them, where no sample is named and nothing behind it gives scores.
  const takenBack = doubted.flatMap(({ labels, scores, start }) => {
    const isOfSome = labels.length + scores.length > 0 || [...candidates, ...corrected].some(({ end }) => end > start);
    return isOfSome ? labels : verdict.entries.map(({ label }) => label);
  });
  const disputed = new Set([...differing(replacing, verdict), ...takenBack]);
  const quoted = contested(own, closing, candidates, isOwn);
  return Array.from({ length: form.size }, (_, i) => {
    if (disputed.has(i + 1)) return { status: 'ambiguous' };
    if (quoted.has(i + 1)) return { status: 'quoted' };
    const entries = verdict.entries.filter(({ label }) => label === i + 1);
    return readEntry(entries, scale, form, reply, cut);
  });
}

/** The labels on which a last line that stands in a text differs from what else may be the judge's own scores. */
function contested(
  own: ScoreVerdict | undefined,
  closing: ScoreVerdict | undefined,
  candidates: readonly ScoreVerdict[],
  isOwn: (verdict: ScoreVerdict) => boolean,
): Set<number> {
  if (closing === undefined || isOwn(closing)) return new Set();
  const others = own === undefined ? candidates : [own];
  return differing(
    others.flatMap(({ entries }) => entries),
    closing,
  );
}

function verdictsIn(reply: string): ScoreVerdict[] {
  const ofJson = [...jsonVerdicts(reply)];
  const spans = [...new Map(ofJson.map(({ start, end }) => [start, end]))];
  // Lists of samples within JSON are read as JSON alone, which knows under which keys they stand.
  const isInJson = ({ start, end }: ScoreVerdict) => spans.some(([from, to]) => from <= start && end <= to);
  const lists = [...listedVerdicts(reply), ...explainedVerdicts(reply)].filter((verdict) => !isInJson(verdict));
  return [...lists, ...tableVerdicts(reply), ...ofJson];
}

/** How far beyond the upper end a score shows that its judge used a longer scale, as a share of the scale. */
const FAR_BEYOND = 0.5;

/** Whether some scores are so far beyond the upper end that those within may be meant on a longer scale, too: 8, 6 and 3 of 5. */
function isOnLongerScale(scores: readonly number[], { scale: [low, high] }: ScoreForm): boolean {
  return scores.some((score) => score >= high + FAR_BEYOND * (high - low));
}

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
  return isOfOther ? { status: 'out-of-scale' } : onScale(value, form);
}

function onScale(value: number, form: ScoreForm): ScoreReading {
  const [low, high] = form.scale;
  if (value < low || value > high) return { status: 'out-of-scale' };
  if (form.integer && !Number.isInteger(value)) return { status: 'not-an-integer' };
  return { status: 'ok', score: value };
}
