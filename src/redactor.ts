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

/**
 * A JSON value without secrets: they are taken out text by text, keys of mappings included, so that one that looks like a
 * part of JSON, such as a number, breaks nothing. Numbers stay: a seed that is spelt like a key does not give it away.
 *
 * @param redact takes secrets out of a text
 */
export function withoutSecrets<T>(value: T, redact: (text: string) => string): T;
export function withoutSecrets(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map((each) => withoutSecrets(each, redact));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [redact(key), withoutSecrets(each, redact)]));
}

/** The same of a line of JSON; only one that may hold a secret is parsed. */
export function lineWithoutSecrets(line: string, redact: (text: string) => string): string {
  return redact(line) === line ? line : JSON.stringify(withoutSecrets(JSON.parse(line), redact));
}
