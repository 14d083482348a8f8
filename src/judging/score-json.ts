import {
  type Heading,
  headingBefore,
  headingOf,
  type ScoreEntry,
  type ScoreVerdict,
  scoreNumber,
} from './score-entries.ts';

const LABEL = /^(?:sample)?[ _#-]?(\d{1,5})$/i;
/** How deep scores may stand in a JSON value. */
const DEPTH = 4;

/** Verdicts in JSON where the score is not right behind the label: lists of objects, objects of objects. */
export function* jsonVerdicts(reply: string): Generator<ScoreVerdict> {
  for (const { value, start, end } of jsonIn(reply)) {
    for (const { entries, heading } of scoresIn(value, headingBefore(reply, start), DEPTH))
      yield { entries: entries.map((entry) => ({ ...entry, start, end })), start, end, heading };
  }
}

type Found = Omit<ScoreEntry, 'start' | 'end'>;

/** The scores of a JSON value and of what it holds, under the heading of the key that they stand under. */
function* scoresIn(value: unknown, heading: Heading, depth: number): Generator<{ entries: Found[]; heading: Heading }> {
  if (typeof value !== 'object' || value === null || depth === 0) return;
  const entries: Found[] = [];
  const add = (label: unknown, score: unknown) => {
    const named = LABEL.exec(String(label).trim());
    if (named === null) return;
    const number = typeof score === 'string' ? scoreNumber(score.trim()) : score;
    const value = typeof number === 'number' ? number : undefined;
    entries.push({ word: 'sample', label: Number(named[1]), value, outOf: undefined });
  };
  let scored = heading === 'scores';
  if (Array.isArray(value)) {
    for (const item of value) {
      if (typeof item !== 'object' || item === null) continue;
      const label = item.sample ?? item.label ?? item.id ?? item.name;
      const score = item.score ?? item.rating ?? (heading === 'scores' ? item.value : undefined);
      if (label === undefined || score === undefined) continue;
      scored = true;
      add(label, score);
    }
  } else {
    for (const [key, inner] of Object.entries(value)) {
      if (/^sample/i.test(key) || (heading === 'scores' && LABEL.test(key))) {
        if (typeof inner === 'number' || typeof inner === 'string') add(key, inner);
        else if (typeof inner === 'object' && inner !== null) {
          const score = inner.score ?? inner.rating;
          if (score === undefined) continue;
          scored = true;
          add(key, score);
        }
      }
    }
  }
  if (entries.some((entry) => entry.value !== undefined))
    yield { entries, heading: heading === 'other' ? 'other' : scored ? 'scores' : 'unknown' };
  if (Array.isArray(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    const own = headingOf(key);
    yield* scoresIn(inner, own === 'unknown' ? heading : own, depth - 1);
  }
}

/** The JSON objects and lists that stand in a text, outermost only. */
function* jsonIn(text: string): Generator<{ value: unknown; start: number; end: number }> {
  let at = text.search(/[[{]/);
  // A reply holds few of them; a text made of thousands of brackets is not worth reading to the end.
  for (let tries = 0; at >= 0 && tries < 200; tries += 1) {
    const end = closing(text, at);
    let next = at + 1;
    // Most brackets open a list such as [Sample1:2]: what can't be JSON is not worth an exception.
    if (end !== undefined && /^[[{]\s*["[{\]}\d-]/.test(text.slice(at, at + 20))) {
      try {
        yield { value: JSON.parse(text.slice(at, end)), start: at, end };
        next = end;
      } catch {
        // not JSON: look inside
      }
    }
    const rest = text.slice(next).search(/[[{]/);
    at = rest < 0 ? -1 : next + rest;
  }
}

/** The place behind the bracket that closes the one at `start`. */
function closing(text: string, start: number): number | undefined {
  let depth = 0;
  let inString = false;
  for (let i = start; i < text.length; i += 1) {
    const c = text[i];
    if (inString) {
      if (c === '\\') i += 1;
      else if (c === '"') inString = false;
    } else if (c === '"') inString = true;
    else if (c === '{' || c === '[') depth += 1;
    else if (c === '}' || c === ']') {
      depth -= 1;
      if (depth === 0) return i + 1;
    }
  }
  return undefined;
}
