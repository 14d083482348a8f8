import type * as z from 'zod';
import { messageOf } from '../errors.ts';

/** What is wrong with a pattern, if anything. */
export function regexProblem(source: string, flags: string): string | undefined {
  try {
    new RegExp(source, flags);
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

/** The check of a schema in which a pattern and its flags stand side by side: some patterns are wrong by their flags. */
export function requireRegex(
  { pattern, flags = '' }: { pattern: string; flags?: string },
  at: z.core.$RefinementCtx,
): void {
  const problem = regexProblem(pattern, flags);
  if (problem !== undefined)
    at.addIssue({ code: 'custom', message: `is not a regular expression (${problem})`, path: ['pattern'] });
}
