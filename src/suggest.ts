import { distance } from 'fastest-levenshtein';

/** How many names are told. */
const TOLD = 8;

/** What to say of a name that is not known: which one may have been meant, else which there are. */
export function suggestion(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  return nearest === undefined ? `there are: ${listed(known)}` : `did you mean ${JSON.stringify(nearest)}?`;
}

/** Names for a sentence; of many the first few. */
export function listed(names: readonly string[]): string {
  if (names.length === 0) return 'none';
  const more = names.length - TOLD;
  return `${names.slice(0, TOLD).join(', ')}${more > 0 ? `, and ${more} more` : ''}`;
}

/** The name that is most like `name`, if one is like it at all. */
export function nearestName(name: string, names: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of names) {
    const d = distance(plain(name), plain(candidate));
    if (d < least && d <= mostChanges(name, candidate)) {
      least = d;
      best = candidate;
    }
  }
  return best;
}

/** Names that differ by case or by outer spaces alone (`a, b` as the header of a CSV) are as good as the same. */
function plain(name: string): string {
  return name.trim().toLowerCase();
}

/** How many letters may differ: a name of one or two letters is like nothing but itself in another case. */
function mostChanges(name: string, candidate: string): number {
  if (Math.min(name.length, candidate.length) <= 2) return 0;
  return Math.max(2, Math.floor(name.length / 3));
}
