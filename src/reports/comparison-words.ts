import type { Comparison } from '../compare/compare.ts';
import { count, plural } from './format.ts';
import type { Method } from './methods/method.ts';

/** The comparison in a sentence. @param unit what a sample is called */
export function sentence({ a, b, verdict, needed, samples }: Comparison, unit: string): string {
  switch (verdict) {
    case 'better':
    case 'worse':
      return `${b} is ${verdict} than ${a}.`;
    case 'higher':
    case 'lower':
      return `${b} is ${verdict} than ${a}; neither is better for it.`;
    case 'undecided':
      if (samples < 2) return `Whether ${b} differs from ${a} can't be told from one ${unit}.`;
      if (needed === undefined)
        return `${b} and ${a} have the same mean; a difference can't be told from these ${unit}s.`;
      return `Whether ${b} differs from ${a} can't be told; for a difference of this size it takes at least ${plural(needed, unit)} (there are ${count(samples)}).`;
  }
}

/** What was left out of a comparison, if anything was. */
export function leftOut(comparison: Comparison, a: string, b: string): string | undefined {
  const { onlyA, onlyB, unscoredA, unscoredB } = comparison;
  const parts = [
    onlyA > 0 && `${count(onlyA)} only in ${a}`,
    onlyB > 0 && `${count(onlyB)} only in ${b}`,
    unscoredA > 0 && `${count(unscoredA)} not scored in ${a}`,
    unscoredB > 0 && `${count(unscoredB)} not scored in ${b}`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? undefined : parts.join(', ');
}

/** What the figures of a comparison are, a line each. @param name how a name is shown */
export function explanation(
  comparisons: readonly Comparison[],
  notCompared: readonly string[],
  { sample, comparedBy }: Pick<Method, 'sample' | 'comparedBy'>,
  name: (text: string) => string,
): string[] {
  const tests = comparisons.filter(({ p }) => p !== undefined).length;
  const units = new Set(comparisons.map(({ samples }) => samples));
  const over = units.size === 1 ? ` over ${plural([...units][0]!, `paired ${sample}`)}` : '';
  const criteria = [...new Set(comparisons.map(({ criterion }) => criterion))];
  const lower = new Set(comparisons.flatMap(({ criterion, direction }) => (direction === 'lower' ? [criterion] : [])));
  const list = (names: Iterable<string>) => [...names].map(name).join(', ');
  return [
    `Differences are means of paired differences${over}. Permutation tests, corrected by Holm's method for ${plural(tests, 'comparison')}; intervals are of each comparison alone.`,
    ...(lower.size > 0 ? [`Lower is better: ${list(lower)}.`] : []),
    ...criteria.flatMap((criterion) => comparedBy?.(criterion) ?? []),
    ...(notCompared.length > 0 ? [`Not compared unless --criterion names them: ${list(notCompared)}.`] : []),
  ];
}
