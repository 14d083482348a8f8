import { createHash } from 'node:crypto';
import type { Shown } from './evidence.ts';
import { shownKey } from './evidence.ts';
import type { LoadedRun } from './load.ts';
import type { SampleRow } from './samples.ts';

/** Most characters of texts in a report. A larger page does not go through by e-mail and is slow in a browser. */
const MOST_TEXT = 24_000_000;

/** Texts are in chunks of about this many characters. A chunk is parsed when one of its texts is looked at. */
const CHUNK = 1_000_000;

/** The place of a string in the list of strings, or of a text in all chunks of texts. */
type Id = number;

/**
 * The table of samples as the page's script reads it (browser/table.js). Equal texts are held once: a judge's reply is
 * shared by the samples of its batch, a sample's text by its rounds.
 */
export interface Payload {
  /** What the table needs from the start. */
  rows: {
    strings: string[];
    /** How many decimals a criterion's scores have, by its id. */
    decimals: Record<Id, number>;
    /** Names of the columns of `rows`. */
    columns: readonly string[];
    rows: (number | string | null)[][];
  };
  /** What an opened row needs. */
  evidence: {
    calls: [task: Id, reply: Id | null, trouble: Id | null][];
    /** For each row: what the judge saw (pairs of label and text), and the ratings. */
    rows: [shown: Id[], ratings: (number | string | null | Id[])[][]][];
  };
  /** Chunks of texts. An id counts from the first text of the first chunk. */
  texts: string[][];
  /** How many texts were left out for want of room. */
  left: number;
}

const ROW_COLUMNS = ['run', 'model', 'sample', 'criterion', 'turn', 'score', 'stderr', 'human', 'status', 'dispute'];

export function payloadOf(runs: readonly LoadedRun[], rows: readonly SampleRow[]): Payload {
  const strings = new Strings();
  const texts = new Texts();
  const calls = new Map<string, number>();
  const toldCalls: Payload['evidence']['calls'] = [];
  const callOf = (run: number, key: string): number | null => {
    const told = runs[run]!.evidence.calls.get(key);
    if (told === undefined) return null;
    const name = `${run}/${key}`;
    if (!calls.has(name)) {
      calls.set(name, toldCalls.length);
      toldCalls.push([
        texts.id(told.task),
        told.reply === undefined ? null : texts.id(told.reply),
        told.trouble === undefined ? null : texts.id(told.trouble),
      ]);
    }
    return calls.get(name)!;
  };
  const shownIds = (shown: readonly Shown[]): Id[] =>
    shown.flatMap(({ label, text }) => [texts.id(label), texts.id(text)]);
  const evidence = rows.map(({ run, ratings }): Payload['evidence']['rows'][number] => {
    const { shown } = runs[run]!.evidence;
    const saw = ratings.map((rating) => shown.get(shownKey(rating)) ?? []);
    const common = saw.find((each) => each.length > 0) ?? [];
    return [
      shownIds(common.filter(isText)),
      ratings.map((rating, i) => [
        strings.id(rating.judge),
        rating.round ?? null,
        rating.position ?? null,
        rating.rating ?? null,
        strings.id(rating.status),
        strings.id(rating.criterion),
        callOf(run, rating.call),
        ...(differs(saw[i]!, common) ? [shownIds(saw[i]!)] : []),
      ]),
    ];
  });
  return {
    rows: {
      strings: strings.all,
      decimals: decimalsOf(rows, strings),
      columns: ROW_COLUMNS,
      rows: rows.map((row) => [
        row.run,
        strings.id(row.model),
        strings.id(row.sample),
        strings.id(row.criterion),
        row.turn ?? null,
        short(row.score),
        short(row.stderr),
        short(row.human),
        strings.id(row.status),
        short(row.dispute),
      ]),
    },
    evidence: { calls: toldCalls, rows: evidence },
    texts: texts.chunks,
    left: texts.left,
  };
}

const isText = ({ text }: Shown) => text !== '';

function differs(a: readonly Shown[], b: readonly Shown[]): boolean {
  return a.length > 0 && JSON.stringify(a.map(({ text }) => text)) !== JSON.stringify(b.map(({ text }) => text));
}

/** A number with no more digits than are shown: more would only make the file larger. */
function short(value: number | string | undefined): number | string | null {
  return typeof value === 'number' ? Number(value.toPrecision(6)) : (value ?? null);
}

function decimalsOf(rows: readonly SampleRow[], strings: Strings): Record<Id, number> {
  const decimals: Record<Id, number> = {};
  for (const { criterion, score } of rows) {
    const id = strings.id(criterion);
    const whole = typeof score !== 'number' || Number.isInteger(score);
    decimals[id] = Math.max(decimals[id] ?? 0, whole ? 0 : 2);
  }
  return decimals;
}

class Strings {
  readonly all: string[] = [];
  readonly #ids = new Map<string, Id>();

  id(text: string): Id {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    this.#ids.set(text, this.all.length);
    return this.all.push(text) - 1;
  }
}

/** Stands in the place of a text that was left out. */
const LEFT_OUT = '[left out, as the texts of this report are too many; calls.jsonl has it]';

class Texts {
  readonly chunks: string[][] = [[]];
  left = 0;
  #size = 0;
  #chunkSize = 0;
  #count = 0;
  #leftOut: Id | undefined;
  readonly #ids = new Map<string, Id>();

  id(text: string): Id {
    // The map holds hashes: with the texts as keys it would keep all those that were left out.
    const key = text.length < 64 ? text : createHash('sha1').update(text).digest('base64');
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    if (this.#size + text.length > MOST_TEXT) {
      this.left += 1;
      this.#leftOut ??= this.#add(LEFT_OUT);
      this.#ids.set(key, this.#leftOut);
      return this.#leftOut;
    }
    const id = this.#add(text);
    this.#ids.set(key, id);
    return id;
  }

  #add(text: string): Id {
    if (this.#chunkSize > CHUNK) {
      this.chunks.push([]);
      this.#chunkSize = 0;
    }
    this.chunks.at(-1)!.push(text);
    this.#chunkSize += text.length;
    this.#size += text.length;
    return this.#count++;
  }
}
