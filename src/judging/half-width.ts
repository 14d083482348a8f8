/** A text with the full-width forms of East Asian typing (`：`, `，`, `２`, `【`) and other blanks as ASCII; no place in it moves. */
export function halfWidth(text: string): string {
  return text.replace(
    /[\uFF01-\uFF5E、【】\u00a0\u2009\u202f\u3000]/g,
    (c) => OTHERS[c] ?? String.fromCharCode(c.charCodeAt(0) - 0xfee0),
  );
}

const OTHERS: Readonly<Record<string, string>> = {
  '、': ',',
  '【': '[',
  '】': ']',
  '\u00a0': ' ',
  '\u2009': ' ',
  '\u202f': ' ',
  '\u3000': ' ',
};
