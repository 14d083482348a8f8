import { type Count, countCharacters, countItems, countLines, countSentences, countWords } from './count.ts';
import { type CheckResult, failed, PASSED } from './result.ts';
import type { CheckOf, Unit } from './schema.ts';

const COUNTS: Record<Unit, (text: string) => Count> = {
  words: countWords,
  sentences: countSentences,
  lines: countLines,
  characters: countCharacters,
  items: countItems,
};

/** Fails only where every sensible way to count is out of bounds. */
export function length(
  answer: string,
  { unit, min = 0, max = Number.POSITIVE_INFINITY }: CheckOf<'length'>,
): CheckResult {
  const { low, high } = COUNTS[unit](answer);
  if (high < min) return failed(`has ${high} ${unit}, at least ${min} are wanted`);
  if (low > max) return failed(`has ${low} ${unit}, at most ${max} are allowed`);
  return PASSED;
}
