import { type Heading, headingOf } from './heading.ts';

/** What may stand between a heading and the scores, and what of that shows that it is one. */
const INTRODUCING = new Set(' \t\r\n"\'*_`#>[({|:=-–—•·●▪◦‣');
const INTRODUCED = /[:=[({|\n]/;
/** What a heading does not reach beyond, and how many characters it may have. */
const LONGEST_HEADING = 160;
const BOUNDARY = new Set('.;:{}[]|\n。');
/** A line that opens a code block, or the number of a list's first item: no heading, it stands above. */
const PASSED = /(?:^|\n)[ \t>*-]{0,8}(?:`{3}[a-z]{0,10}|\d{1,3}[.)])$/i;

/** What announces the piece of a reply that begins at `start`: the last words before it, with a colon, bracket or line end. */
export function headingBefore(reply: string, start: number): Heading {
  const { name, from } = nameBefore(reply, start);
  // A line in brackets, such as a scale, belongs to the one above it.
  const isAside = /^[^\p{L}\p{N}(]*\([^()]*\)[^\p{L}\p{N}]*$/u.test(name);
  return headingOf(isAside ? `${nameBefore(reply, from).name} ${name}` : name);
}

function nameBefore(reply: string, start: number): { name: string; from: number } {
  let end = beforeSigns(reply, start);
  const line = PASSED.exec(reply.slice(Math.max(0, end - 24), end));
  if (line !== null) end = beforeSigns(reply, end - line[0].length);
  let from = end;
  if (!INTRODUCED.test(reply.slice(end, start))) return { name: '', from };
  let depth = 0;
  while (from > 0 && end - from < LONGEST_HEADING && !isBoundary(reply, from - 1, depth)) {
    from -= 1;
    if (reply[from] === ')') depth += 1;
    else if (reply[from] === '(' && depth > 0) depth -= 1;
  }
  return { name: reply.slice(from, end), from };
}

function beforeSigns(reply: string, start: number): number {
  let end = start;
  while (end > 0 && INTRODUCING.has(reply[end - 1]!)) end -= 1;
  return end;
}

/** A point within a number and what stands in brackets ends no heading. */
function isBoundary(reply: string, place: number, depth: number): boolean {
  const sign = reply[place]!;
  if (sign === '\n') return true;
  if (depth > 0 || !BOUNDARY.has(sign)) return false;
  return sign !== '.' || !/\d/.test(reply[place + 1] ?? '');
}
