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
