/**
 * Marks (see fence.ts; those of older runs have 8 digits) stand in a label with or without brackets: `Rating 0a1b2c3d: `,
 * `Rating (0a1b2c3d): `.
 */
const MARK = String.raw`(?:[ \t]{1,4}[(\[]?[0-9a-f]{8}(?:[0-9a-f]{12})?[)\]]?)?`;

/** No letter before a word, other than one of a script that writes words without blanks: `最终评分`. */
const WORD_BEGINS = String.raw`(?<!(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}])\p{L})`;

/**
 * The source of a pattern for a label that announces a verdict, for flags `giu`. Its groups: what announces it as a
 * label does (`:`), or as a sentence does (`is`).
 *
 * @param words the source of a pattern for what the label says
 * @param more what may stand between the words and the colon besides a mark
 * @param verbs what announces a value in a sentence
 */
export function labelPattern(words: string, more = '', verbs = 'is'): string {
  // A cell of a table is announced by the cell before it, and closed.
  const cell = String.raw`\|(?<=\|[^|\n]{0,60}\|)(?=[^|\n]{1,30}\|)`;
  return String.raw`${WORD_BEGINS}(?:${words})["'_ \t]{0,4}${MARK}["'_ \t]{0,4}${more}(?:((?:\bis[ \t]{0,4})?[:=]|${cell})|(\b(?:${verbs})\b|[是为為]))[\s"'_]{0,6}`;
}
