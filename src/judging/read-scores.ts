import { isQuoted } from './quoted.ts';
import type { RatingStatus } from './status.ts';

export interface ScoreForm {
  /** How many samples the batch has; their labels are Sample1 … SampleN. */
  size: number;
  scale: readonly [number, number];
  /** Whole numbers only. */
  integer: boolean;
}

/** What a reply says of one sample: a score, or why there is none. */
export type ScoreReading = { status: 'ok'; score: number } | { status: Exclude<RatingStatus, 'ok'> };

/** One `Sample3: 2.5` in a reply. `value` is undefined where no number stands there. */
interface Entry {
  word: string;
  label: number;
  value: number | undefined;
  /** The scale that a score as `2.5/3` relates to. */
  outOf: number | undefined;
  start: number;
  end: number;
}

/** Entries that stand together, with nothing but punctuation between them. */
interface Verdict {
  entries: Entry[];
  start: number;
  end: number;
  /** A heading such as `Scores:` announces it. */
  headed: boolean;
}

/**
 * Reads the scores of a batch from a judge's reply.
 *
 * - By label, never by order, and every sample once: two different scores for a sample are none.
 * - The last verdict of the reply counts. A verdict is a run of `label: score` entries (in brackets, lines, a Markdown
 *   list or table, or JSON) that is announced by a heading or scores every sample of the batch.
 * - A verdict that is a quotation of one of the judged texts is passed over.
 * - A verdict that scores samples the batch does not have is not read at all: a judge that counts more samples than
 *   there are may have moved the labels.
 * - A number at which a cut-off reply ends may lack digits, and is not read.
 *
 * @param texts the texts under evaluation, as the judge saw them
 * @param cut the reply ended because of the token limit
 * @returns a reading for each of the `form.size` samples, in the order of their labels
 */
export function readScores(reply: string, form: ScoreForm, texts: readonly string[], cut: boolean): ScoreReading[] {
  const verdicts = [...listedVerdicts(reply), ...explainedVerdicts(reply), ...jsonVerdicts(reply)]
    .filter((verdict) => verdict.headed || isComplete(verdict, form.size))
    .filter((verdict) => isOfSamples(verdict) || isComplete(verdict, form.size))
    .sort((a, b) => a.end - b.end || a.start - b.start);
  let verdict = verdicts.pop();
  while (verdict !== undefined && isQuoted(reply.slice(verdict.start, verdict.end), texts)) verdict = verdicts.pop();
  if (verdict === undefined) return all(form.size, cut ? 'truncated' : 'unreadable');
  const found = verdict;
  if (found.entries.some(({ label }) => label < 1 || label > form.size)) return all(form.size, 'extra-labels');
  return Array.from({ length: form.size }, (_, i) => {
    const entries = found.entries.filter(({ label }) => label === i + 1);
    return readEntry(entries, form, reply, cut);
  });
}

function all(size: number, status: Exclude<RatingStatus, 'ok'>): ScoreReading[] {
  return Array.from({ length: size }, () => ({ status }));
}

function readEntry(entries: Entry[], form: ScoreForm, reply: string, cut: boolean): ScoreReading {
  const [entry] = entries;
  if (entry === undefined) return { status: cut ? 'truncated' : 'missing' };
  if (new Set(entries.map(({ value }) => value)).size > 1) return { status: 'ambiguous' };
  const { value, outOf, end } = entry;
  const [low, high] = form.scale;
  if (value === undefined) return { status: 'not-a-number' };
  if (cut && end === reply.length) return { status: 'truncated' };
  if (value < low || value > high || (outOf !== undefined && outOf !== high)) return { status: 'out-of-scale' };
  if (form.integer && !Number.isInteger(value)) return { status: 'not-an-integer' };
  return { status: 'ok', score: value };
}

function isComplete(verdict: Verdict, size: number): boolean {
  const labels = new Set(verdict.entries.map(({ label }) => label));
  return labels.size >= size && Array.from({ length: size }, (_, i) => i + 1).every((label) => labels.has(label));
}

function isOfSamples(verdict: Verdict): boolean {
  return verdict.entries.every(({ word }) => word === 'sample');
}

// A label (`Sample3`, `**Sample 3**`, `"sample_3"`, or the word in another language), a separator, and a short value
// with nothing else before the next comma, bracket, bar or line end: so that `Sample3: 2 people talk` is no entry.
const ENTRY =
  /(\p{L}{1,20})[ _#-]?(\d{1,5})["'*_`)\]]{0,4}[ \t]*(?:[:：=|]|->|→|–|—|-)[ \t]*["'*_`[(]{0,4}[ \t]*([^\s,;|[\]{}()"'*`]{1,12})(?:[ \t]*(?:\/|out of)[ \t]*(\d+(?:\.\d+)?))?["'*_`)]{0,4}[ \t]*(?=[,;|\]}\n\r]|$)/gu;
const BETWEEN = /^[\s,;|*_`"'{}[\]()•·-]*$/;
const HEADING = /(?:scores?|ratings?)["'*_` \t]*[^\n:：]{0,40}[:：]?["'*_`\s[({|-]*$/i;
const NUMBER = /^-?\d+(?:\.\d+)?\.?$/;

function* listedVerdicts(reply: string): Generator<Verdict> {
  let current: Entry[] = [];
  for (const match of reply.matchAll(ENTRY)) {
    const entry = toEntry(match);
    const last = current.at(-1);
    if (last !== undefined && (!BETWEEN.test(reply.slice(last.end, entry.start)) || last.word !== entry.word)) {
      yield toVerdict(current, reply);
      current = [];
    }
    current.push(entry);
  }
  if (current.length > 0) yield toVerdict(current, reply);
}

// A line that begins with a label and its score, and goes on with a reason: `Sample3: 2.5 - keeps to the topic`.
const EXPLAINED =
  /^[\s>*•\d.-]{0,8}["'*_`]{0,4}(\p{L}{1,20})[ _#-]?(\d{1,5})["'*_`)\]]{0,4}[ \t]*(?:[:：=]|->|→|–|—|-)[ \t]*["'*_`[(]{0,4}(-?\d+(?:\.\d+)?)(?:[ \t]*(?:\/|out of)[ \t]*(\d+(?:\.\d+)?))?["'*_`)\]]{0,4}(?=[ \t]*(?:[-–—(,;:.]|$))/gmu;

function* explainedVerdicts(reply: string): Generator<Verdict> {
  let current: Entry[] = [];
  for (const match of reply.matchAll(EXPLAINED)) {
    const entry = toEntry(match);
    if (current.some(({ label, word }) => label === entry.label || word !== entry.word)) {
      yield { ...toVerdict(current, reply), headed: false };
      current = [];
    }
    current.push(entry);
  }
  if (current.length > 0) yield { ...toVerdict(current, reply), headed: false };
}

function toEntry(match: RegExpExecArray): Entry {
  const [whole, word, label, rawValue, rawOutOf] = match as unknown as [string, string, string, string, string?];
  // `2.5/3` has its slash within the value
  const [value, slashed] = rawValue.split('/', 2) as [string, string?];
  const outOf = rawOutOf ?? slashed;
  const readable = NUMBER.test(value) && (outOf === undefined || NUMBER.test(outOf));
  return {
    word: word.toLowerCase() === 'samples' ? 'sample' : word.toLowerCase(),
    label: Number(label),
    value: readable ? Number(value) : undefined,
    outOf: outOf === undefined ? undefined : Number(outOf),
    start: match.index,
    end: match.index + whole.trimEnd().length,
  };
}

function toVerdict(entries: Entry[], reply: string): Verdict {
  const start = entries[0]!.start;
  return {
    entries,
    start,
    end: entries.at(-1)!.end,
    headed: HEADING.test(reply.slice(Math.max(0, start - 120), start)),
  };
}

/** Verdicts in JSON where the score is not right behind the label: lists of objects, objects of objects. */
function* jsonVerdicts(reply: string): Generator<Verdict> {
  for (const { value, start, end } of jsonIn(reply)) {
    const entries: Entry[] = [];
    collect(value, entries, start, end);
    if (entries.length > 0) yield { entries, start, end, headed: true };
  }
}

function collect(value: unknown, entries: Entry[], start: number, end: number): void {
  const add = (label: unknown, score: unknown) => {
    const named = /^(?:sample)?[ _#-]?(\d{1,5})$/i.exec(String(label).trim());
    const number = typeof score === 'string' && NUMBER.test(score.trim()) ? Number(score) : score;
    if (named === null) return;
    entries.push({
      word: 'sample',
      label: Number(named[1]),
      value: typeof number === 'number' ? number : undefined,
      outOf: undefined,
      start,
      end,
    });
  };
  if (Array.isArray(value)) {
    for (const item of value) {
      if (typeof item !== 'object' || item === null) continue;
      const label = item.sample ?? item.label ?? item.id ?? item.name;
      const score = item.score ?? item.rating;
      if (label !== undefined && score !== undefined) add(label, score);
    }
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (/^sample/i.test(key)) {
      if (typeof inner === 'number' || typeof inner === 'string') add(key, inner);
      else if (typeof inner === 'object' && inner !== null) {
        const { score, rating } = inner as { score?: unknown; rating?: unknown };
        if (score !== undefined || rating !== undefined) add(key, score ?? rating);
      }
    } else if (/scores?$|ratings?$/i.test(key)) collect(inner, entries, start, end);
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
