// Yuan et al., findings of ACL 2024, arXiv 2408.13738: MATH answers are exact, and models give them as LaTeX \boxed{…}.
import { type Extracted, noPrediction } from './extracted.ts';

/** The content of the last complete `\boxed{…}` (or `\fbox`), in one way of writing. Of boxes in a box, the outer. */
export function boxed(reply: string): Extracted<string> {
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
  if (last === undefined) {
    // \boxed 7 and \boxed\pi: TeX takes the next character or command where no brace follows.
    for (const bare of reply.matchAll(/\\boxed {0,3}([A-Za-z0-9]|\\[A-Za-z]{1,20})/g)) last = bare[1];
  }
  if (last === undefined) return noPrediction('no \\boxed{} found');
  const content = normaliseLatex(last);
  return content === '' ? noPrediction('the box is empty') : { prediction: content };
}

/** LaTeX without what does not change its meaning: spacing, sizes, text commands, a final full stop, spaces. */
export function normaliseLatex(latex: string): string {
  return latex
    .replace(/\\(?:left|right|displaystyle|textstyle)(?![A-Za-z])/g, '')
    .replace(/\\(?:[!,:; ]|quad(?![A-Za-z])|qquad(?![A-Za-z]))/g, '')
    .replace(/\\[dt]frac(?![A-Za-z])/g, '\\frac')
    .replace(/\\(?:text|mathrm|textbf|mathbf|textit|mbox) {0,3}\{([^{}]*)\}/g, '$1')
    .replace(/\\([%$])/g, '$1')
    .replaceAll('{,}', ',')
    .replace(/(\d),(?=\d{3}(?!\d))/g, '$1')
    .replace(/[$\s]+/g, '')
    .replace(/\.$/, '');
}
