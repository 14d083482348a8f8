import { createContext, Script } from 'node:vm';

/**
 * How long a pattern of the user's may take on one text, in seconds. No sound pattern comes near the limit, so that which
 * texts are undecided does not depend on the machine.
 */
export const LIMIT_SECONDS = 2;

/**
 * A pattern of the user's meets texts of any shape, and some take time exponential in the text's length. Node has no
 * limit for a pattern of its own, but a script in a `vm` context is cut off in the midst of one; that costs 0.1 to 0.2 ms
 * a text, against tens of milliseconds for a worker.
 */
const context = createContext(Object.assign(Object.create(null), { source: '', flags: '', text: '' }));
const FIRST = new Script('new RegExp(source, flags).exec(text) ?? undefined');
const LAST = new Script(
  '(() => { let last; for (const match of text.matchAll(new RegExp(source, flags))) last = match; return last; })()',
);

/** What a pattern matches: `undefined` where nothing, `null` where finding that out took too long. */
export type BoundedMatch = RegExpExecArray | undefined | null;

/** The first match of a pattern in a text. */
export function firstMatchWithin(text: string, source: string, flags: string): BoundedMatch {
  return run(FIRST, text, source, flags);
}

/** The last match of a pattern in a text. */
export function lastMatchWithin(text: string, source: string, flags: string): BoundedMatch {
  const global = `${flags.replace(/[gy]/g, '')}g`;
  return run(LAST, text, source, global);
}

function run(script: Script, text: string, source: string, flags: string): BoundedMatch {
  Object.assign(context, { source, flags, text });
  try {
    return script.runInContext(context, { timeout: LIMIT_SECONDS * 1000 }) as RegExpExecArray | undefined;
  } catch (error) {
    // The error may be of the context's realm, where it is no `Error` of ours.
    if ((error as { code?: unknown }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return null;
    throw error;
  } finally {
    context.text = '';
  }
}
