import { expect } from 'vitest';
import { type Extraction, extractor } from './extract.ts';

/**
 * For tests: tells what is read from replies.
 *
 * @param cases replies, each with its prediction; `null` for none
 * @param options how many options the item has
 */
export function reads(
  extraction: Extraction,
  cases: Record<string, unknown> | readonly (readonly [string, unknown])[],
  options?: number,
): void {
  const read = extractor(extraction);
  for (const [reply, expected] of Array.isArray(cases) ? cases : Object.entries(cases)) {
    const extracted = read(reply, options);
    expect('prediction' in extracted ? extracted.prediction : null, reply).toEqual(expected);
  }
}
