import { isBlank } from './checks/run-checks.ts';

/** What is noted beside the length of an answer that is not whole. */
export const CUT_OFF = 'the token limit cut it off';
export const CUT_OFF_EMPTY = 'the token limit cut it off before it began';
export const EMPTY = 'it is empty';

/** What is to be noted of an answer, undefined where all is well. */
export function noteOf({ text, cut }: { text: string; cut: boolean }): string | undefined {
  const blank = isBlank(text);
  if (cut) return blank ? CUT_OFF_EMPTY : CUT_OFF;
  return blank ? EMPTY : undefined;
}
