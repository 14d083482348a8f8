import { createContext, Script } from 'node:vm';
import { formsOf, typographicForms } from './forms.ts';
import { type CheckResult, failed, PASSED, shown } from './result.ts';
import type { CheckOf } from './schema.ts';

/**
 * Longest answer that patterns are tried on, in characters; what is beyond is not looked at. Models under evaluation
 * write a few thousand.
 */
const LONGEST = 200_000;

/**
 * Patterns come from the dataset and meet texts of any shape, and some take time exponential in the text's length. Node
 * has no limit for a pattern of its own, but a script in a `vm` context is cut off in the midst of one; that costs 0.2
 * ms a check, against tens of milliseconds for a worker. No sound pattern comes near the limit, so that which checks
 * are undecided does not depend on the machine.
 */
const LIMIT_MS = 2000;

const context = createContext(Object.assign(Object.create(null), { source: '', flags: '', text: '' }));
const script = new Script('new RegExp(source, flags).exec(text)?.[0]');

/** What a pattern matches first: `undefined` where nothing, `null` where finding that out took too long. */
function boundedMatch(source: string, flags: string, text: string): string | undefined | null {
  Object.assign(context, { source, flags, text: text.slice(0, LONGEST) });
  try {
    return script.runInContext(context, { timeout: LIMIT_MS }) as string | undefined;
  } catch (error) {
    // The error may be of the context's realm, where it is no `Error` of ours.
    if ((error as { code?: unknown }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return null;
    throw error;
  } finally {
    context.text = '';
  }
}

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

/** For which of an answer's forms a pattern was written is unknown, so each is tried. */
function firstMatch(forms: readonly string[], pattern: string, flags: string): string | undefined | null {
  for (const form of forms) {
    const found = boundedMatch(pattern, flags, form);
    if (found !== undefined) return found;
  }
  return undefined;
}

function tooSlow(pattern: string): CheckResult {
  return { passed: undefined, reason: `/${pattern}/ took more than ${LIMIT_MS / 1000} s on this answer` };
}
