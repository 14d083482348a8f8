/**
 * A value as JSON, for messages.
 *
 * @param longest how many characters of it are shown; a longer one ends in `…`
 */
export function abridged(value: unknown, longest = 60): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
