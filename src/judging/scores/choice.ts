import type { ScoreEntry, ScoreVerdict } from './entries.ts';
import type { HeadingKind } from './heading.ts';

/** How surely a list is the verdict; 0 where it is none. */
export function rankOf({ entries, heading }: ScoreVerdict, size: number): number {
  const ofSamples = entries.every(({ word }) => word === 'sample');
  const surety = SURETY[heading.kind];
  if (entries.some(({ word }) => COUNTED.test(word)) || (surety === 1 && size === 1 && !ofSamples)) return 0;
  if (surety === 0 || (!isComplete(entries, size) && !(surety > 1 && ofSamples))) return 0;
  return 2 * surety + (ofSamples ? 1 : 0);
}

/** Words that a reply numbers for other reasons than to label a sample. */
const COUNTED =
  /^(?:steps?|stages?|turns?|rounds?|parts?|notes?|points?|reasons?|sections?|paragraphs?|sentences?|questions?|criterion|criteria|ranks?|places?|positions?|levels?|lines?|pages?)$/;

const SURETY: Record<HeadingKind, number> = {
  final: 3,
  scores: 3,
  named: 2,
  aspect: 2,
  unknown: 1,
  draft: 0,
  other: 0,
};

export function isFinal({ heading }: ScoreVerdict): boolean {
  return heading.kind === 'final';
}

/** Whether another list might be what the judge ends with, so that where they differ neither is sure. */
export function mayReplace(other: ScoreVerdict, verdict: ScoreVerdict): boolean {
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
export function differing(others: readonly Pick<ScoreEntry, 'label' | 'value'>[], verdict: ScoreVerdict): Set<number> {
  if (others.length === 0) return new Set();
  const scores = new Map(verdict.entries.map(({ label, value }) => [label, value]));
  return new Set(
    others.flatMap(({ label, value }) => {
      const score = scores.get(label);
      return value !== undefined && score !== undefined && value !== score ? label : [];
    }),
  );
}

/** Whether a list scores every sample of the batch. */
export function isComplete(entries: readonly ScoreEntry[], size: number): boolean {
  const labels = new Set(entries.map(({ label }) => label));
  for (let label = 1; label <= size; label += 1) if (!labels.has(label)) return false;
  return true;
}
