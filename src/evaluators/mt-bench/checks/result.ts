/** What a check found: `undefined` as the outcome says that it could not be decided. */
export interface CheckResult {
  passed: boolean | undefined;
  /** Why it did not pass; empty where it did. */
  reason: string;
}

export const PASSED: CheckResult = { passed: true, reason: '' };

export function failed(reason: string): CheckResult {
  return { passed: false, reason };
}

/** A text as it stands in a reason: short, on one line. */
export function shown(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return JSON.stringify(line.length > 80 ? `${line.slice(0, 79)}…` : line);
}
