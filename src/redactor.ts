const HIDDEN = '[secret]';

/** Takes secrets out of texts before they are shown or written. */
export function redactor(secrets: readonly string[]): (text: string) => string {
  // A secret stands in JSON with its quotes and backslashes escaped.
  const forms = [...new Set(secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]))];
  forms.sort((a, b) => b.length - a.length); // one that is the beginning of another must not leave the other's end
  if (forms.length === 0) return (text) => text;
  return (text) =>
    forms.reduce((clean, secret) => (clean.includes(secret) ? clean.replaceAll(secret, HIDDEN) : clean), text);
}
