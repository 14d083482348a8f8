/**
 * A text with plain quotes, hyphens and spaces in place of their typographic forms, so that "St Colm’s" holds
 * "St Colm's": which form a model writes says nothing about its answer.
 */
export function plain(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u2018\u2019\u201A\u201B\u2032\u02BC]/g, "'")
    .replace(/[\u201C\u201D\u201E\u201F\u2033]/g, '"')
    .replace(/[\u2010\u2011]/g, '-')
    .replace(/\u2212/g, '-')
    .replace(/[\u00A0\u2007\u2009\u202F]/g, ' ')
    .replace(/[\u00AD\u200B\u2060\uFEFF]/g, '')
    .replace(/\r\n?/g, '\n');
}
