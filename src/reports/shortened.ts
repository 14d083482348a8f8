import stringWidth from 'fast-string-width';

/** Columns of a terminal below which too little is left of a name to know it by. */
export const SHORTEST = 8;

const ELLIPSIS = '…';
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const DIGIT = /^\p{Nd}$/u;

/**
 * Names with their middles left out where they are too wide: what tells models apart (a maker in front, a size or a
 * version behind) mostly stands at the ends. All are cut at the same place: half of the room for each end, or the place
 * next to it where names that differ still do and, if there is one near by, no number is cut in two (70B would become 0B).
 *
 * @param room columns of a terminal
 * @returns what stands for each name; undefined where no cut keeps the names apart
 */
export function shortened(names: Iterable<string>, room: number): Map<string, string> | undefined {
  const whole = new Map([...names].map((name) => [name, name]));
  const long = [...whole.keys()].filter((name) => stringWidth(name) > room);
  if (long.length === 0) return whole;
  const parts = long.map((name) => {
    const forward = [...graphemes.segment(name)].map(({ segment }) => ({ segment, width: stringWidth(segment) }));
    return { forward, backward: [...forward].reverse() };
  });
  const fitting = [...whole.keys()].filter((name) => stringWidth(name) <= room);
  let kept: Map<string, string> | undefined;
  const left = room - stringWidth(ELLIPSIS);
  for (const head of fromTheMiddle(left)) {
    const cuts = cutsApart(parts, head, left - head, fitting);
    if (cuts === undefined) continue;
    const texts = new Map([...whole, ...long.map((name, i) => [name, cuts[i]!.text] as const)]);
    const nearHalf = Math.abs(head - left / 2) <= left / 4;
    if (nearHalf && cuts.every(({ inNumber }) => !inNumber)) return texts;
    kept ??= texts;
  }
  return kept;
}

interface Part {
  segment: string;
  /** In columns of a terminal. */
  width: number;
}

/** What a name is made of, from its beginning and from its end. */
interface Parts {
  forward: readonly Part[];
  backward: readonly Part[];
}

/** The numbers from 0 to n, beginning halfway. */
function fromTheMiddle(n: number): number[] {
  const half = n / 2;
  return Array.from({ length: Math.max(0, n + 1) }, (_, i) => i).sort(
    (a, b) => Math.abs(a - half) - Math.abs(b - half),
  );
}

/** All names cut at one place; undefined as soon as two are the same, or one is the same as a name that fits. */
function cutsApart(parts: readonly Parts[], head: number, tail: number, fitting: readonly string[]): Cut[] | undefined {
  const taken = new Set(fitting);
  const cuts: Cut[] = [];
  for (const each of parts) {
    const own = cut(each, head, tail);
    if (taken.has(own.text)) return undefined;
    taken.add(own.text);
    cuts.push(own);
  }
  return cuts;
}

interface Cut {
  text: string;
  inNumber: boolean;
}

/** @param head columns for the beginning @param tail columns for the end */
function cut({ forward, backward }: Parts, head: number, tail: number): Cut {
  const first = countFitting(forward, head);
  const last = forward.length - countFitting(backward, tail);
  const parted = (at: number) => DIGIT.test(forward[at - 1]?.segment ?? '') && DIGIT.test(forward[at]?.segment ?? '');
  return {
    text: textOf(forward.slice(0, first)) + ELLIPSIS + textOf(forward.slice(last)),
    inNumber: parted(first) || parted(last),
  };
}

function textOf(parts: readonly Part[]): string {
  return parts.map(({ segment }) => segment).join('');
}

/** How many of the first parts there is room for. */
function countFitting(parts: readonly Part[], room: number): number {
  let left = room;
  const end = parts.findIndex(({ width }) => {
    left -= width;
    return left < 0;
  });
  return end < 0 ? parts.length : end;
}
