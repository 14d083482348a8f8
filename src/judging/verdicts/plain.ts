import { halfWidth } from '../half-width.ts';

/**
 * A reply or a judged text as the readers of verdicts take it: full-width signs as their ASCII counterparts, typographic
 * quotes and slashes as plain ones, and blanks for emphasis. Its characters stand where they stood, so that places in it
 * are places in the original. Full compatibility forms (NFKC) would make 71⁄2 of 7½.
 */
export function plain(text: string): string {
  return halfWidth(text).replace(/[“”‘’*`⁄∕]/g, (sign) => AS_PLAIN[sign]!);
}

const AS_PLAIN: Readonly<Record<string, string>> = {
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
  '*': ' ',
  '`': ' ',
  '⁄': '/',
  '∕': '/',
};
