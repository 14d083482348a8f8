// MATH answers are exact, and models give them as LaTeX \boxed{…}.
import { type Extracted, noPrediction } from './extracted.ts';
import { normaliseLatex } from './normalise-latex.ts';

/** The content of the last complete `\boxed{…}` (or `\fbox`), in one way of writing. Of boxes in a box, the outer. */
export function boxed(reply: string): Extracted<string> {
  const box = boxContent(reply);
  if (box === undefined) return noPrediction('no \\boxed{} found');
  const content = normaliseLatex(box);
  return content === '' ? noPrediction('the box is empty') : { prediction: content };
}

/** What the last complete box of a reply holds, as it stands there; `undefined` where there is no box. */
export function boxContent(reply: string): string | undefined {
  let last: string | undefined;
  const open: { start: number; boxed: boolean }[] = [];
  for (const { 0: token, index } of reply.matchAll(/\\(?:boxed|fbox) {0,3}\{|\\[{}\\]|[{}]/g)) {
    if (token === '}') {
      const brace = open.pop();
      if (brace?.boxed) last = reply.slice(brace.start, index);
    } else if (token.endsWith('{') && (token === '{' || token.length > 2)) {
      open.push({ start: index + token.length, boxed: token !== '{' });
    }
  }
  if (last !== undefined) return last;
  // \boxed 7 and \boxed\pi: TeX takes the next character or command where no brace follows.
  for (const bare of reply.matchAll(/\\boxed {0,3}([A-Za-z0-9]|\\[A-Za-z]{1,20})/g)) last = bare[1];
  return last;
}
