/** A text with the full-width forms of East Asian typing (`：`, `，`, `２`) as ASCII; no place in it moves. */
export function halfWidth(text: string): string {
  return text.replace(/[\uFF01-\uFF5E、]/g, (c) => (c === '、' ? ',' : String.fromCharCode(c.charCodeAt(0) - 0xfee0)));
}
