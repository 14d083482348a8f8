import type { Comparison } from '../compare/compare.ts';
import { count } from './format.ts';

/** The verdict in a few words: of b against a. Where there is none, what it would take to tell. */
export function verdictWithNeed(comparison: Comparison): string {
  const { verdict, needed, samples } = comparison;
  if (verdict !== 'undecided') return verdict;
  if (needed !== undefined) return `can't tell; at least ${count(needed)} samples needed`;
  return samples < 2 ? "can't tell from one sample" : "can't tell; no difference seen";
}

/** The comparison in a sentence. @param a name of the first side, as it is shown; b that of the second */
export function sentence(comparison: Comparison, a: string, b: string): string {
  const { verdict, needed, samples } = comparison;
  switch (verdict) {
    case 'better':
    case 'worse':
      return `${b} is ${verdict} than ${a}.`;
    case 'higher':
    case 'lower':
      return `${b} is ${verdict} than ${a}; neither is better for it.`;
    case 'undecided':
      if (samples < 2) return `Whether ${b} differs from ${a} can't be told from one sample.`;
      if (needed === undefined)
        return `${b} and ${a} have the same mean; a difference can't be told from these samples.`;
      return `Whether ${b} differs from ${a} can't be told; for a difference of this size it takes at least ${count(needed)} samples (there are ${count(samples)}).`;
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
