import { firstMatchWithin, LIMIT_SECONDS } from '../../bounded-match.ts';
import { formsOf, typographicForms } from './forms.ts';
import { type CheckResult, failed, PASSED, shown } from './result.ts';
import type { CheckOf } from './schema.ts';

/**
 * Longest answer that patterns are tried on, in characters; what is beyond is not looked at. Models under evaluation
 * write a few thousand.
 */
const LONGEST = 200_000;

export function regex(answer: string, { pattern, flags }: CheckOf<'regex'>): CheckResult {
  // A pattern that names marks may be about them: "no emphasis" must not hold because the marks were taken off.
  const forms = NAMES_MARKS.test(pattern) ? typographicForms(answer) : formsOf(answer);
  const found = firstMatch(forms, pattern, flags);
  if (found === null) return tooSlow(pattern);
  return found === undefined ? failed(`nothing matches /${pattern}/${flags}`) : PASSED;
}

export function notRegex(answer: string, { pattern, flags }: CheckOf<'not-regex'>): CheckResult {
  const found = firstMatch(formsOf(answer), pattern, flags);
  if (found === null) return tooSlow(pattern);
  return found === undefined ? PASSED : failed(`${shown(found)} matches /${pattern}/${flags}`);
}

/** A backtick, or a star that is no quantifier. */
const NAMES_MARKS = /`|\\\*|(?<!\\)\[[^\]]*\*/;

/** What matches first; `null` where that took too long. For which form a pattern was written is unknown, so each is tried. */
function firstMatch(forms: readonly string[], pattern: string, flags: string): string | undefined | null {
  for (const form of forms) {
    const found = firstMatchWithin(form.slice(0, LONGEST), pattern, flags);
    if (found !== undefined) return found === null ? null : found[0];
  }
  return undefined;
}

function tooSlow(pattern: string): CheckResult {
  return { passed: undefined, reason: `/${pattern}/ took more than ${LIMIT_SECONDS} s on this answer` };
}
