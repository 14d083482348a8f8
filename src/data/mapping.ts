/** Whether a value of JSON or YAML is a mapping, as each row must be. */
export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is wrong with a row that is none. */
export function noMapping(value: unknown): string {
  return `a row must be a mapping of field names to values, found ${kindOf(value)}`;
}

/** What a value is, for a sentence. */
export function kindOf(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
