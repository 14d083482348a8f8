// A prediction is what an expression of the user's finds last.
import { type Extracted, noPrediction } from './extracted.ts';
import type { OwnPattern } from './marked.ts';

/**
 * What a group of the last match of a regular expression holds, without space around it.
 *
 * @param group its number or name; by default 1, or the whole match where the expression has no group
 */
export function regex(reply: string, find: OwnPattern, group?: number | string): Extracted<string> {
  const match = find(reply);
  if (!match) return noPrediction('the pattern was not found');
  const content = typeof group === 'string' ? match.groups?.[group] : match[group ?? (match.length > 1 ? 1 : 0)];
  const trimmed = content?.trim() ?? '';
  return trimmed === '' ? noPrediction('the group of the pattern is empty') : { prediction: trimmed };
}
