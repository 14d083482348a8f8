// MATH answers are exact, and models give them as LaTeX \boxed{…}.
import { isTakenBack, TAKEN_BACK } from './assertion.ts';
import { type Extracted, noPrediction } from './extracted.ts';
import { lastMatch } from './marked.ts';
import { normaliseLatex } from './normalise-latex.ts';

/** The content of the last complete `\boxed{…}` (or `\fbox`), in one way of writing. Of boxes in a box, the outer. */
export function boxed(reply: string): Extracted<string> {
  const box = lastBox(reply);
  if (box === undefined) return noPrediction('no \\boxed{} found');
  if (box.isTakenBack) return noPrediction(TAKEN_BACK);
  const content = normaliseLatex(box.content);
  return content === '' ? noPrediction('the box is empty') : { prediction: content };
}

/** What a box holds, as it stands there, and whether the reply takes it back. */
export interface Box {
  content: string;
  isTakenBack: boolean;
}

/** The last complete box of a reply; `undefined` where there is no box. */
export function lastBox(reply: string): Box | undefined {
  let last: { content: string; end: number } | undefined;
  const open: { start: number; boxed: boolean }[] = [];
  for (const { 0: token, index } of reply.matchAll(/\\(?:boxed|fbox) {0,3}\{|\\[{}\\]|[{}]/g)) {
    if (token === '}') {
      const brace = open.pop();
      if (brace?.boxed) last = { content: reply.slice(brace.start, index), end: index + 1 };
    } else if (token.endsWith('{') && (token === '{' || token.length > 2)) {
      open.push({ start: index + token.length, boxed: token !== '{' });
    }
  }
  // \boxed 7 and \boxed\pi: TeX takes the next character or command where no brace follows.
  const bare = last ? undefined : lastMatch(reply, /\\boxed {0,3}([A-Za-z0-9]|\\[A-Za-z]{1,20})/);
  if (bare) last = { content: bare[1]!, end: bare.index + bare[0].length };
  return last && { content: last.content, isTakenBack: isTakenBack(reply.slice(last.end)) };
}
