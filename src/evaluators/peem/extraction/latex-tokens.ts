// Not in the paper: LaTeX is read as TeX reads it, in tokens, so that `\\ ` is a new row and a space, not a stroke and
// the spacing command `\ `.

/** Tokens of LaTeX: commands with their stroke, and single characters. */
export interface Latex {
  tokens: readonly string[];
  /** For each `{` that is closed, where its `}` stands. */
  closing: ReadonlyMap<number, number>;
}

/** What a command applies to: the tokens from `start` to `end` (not included); it is over at `next`. */
export interface Argument {
  start: number;
  end: number;
  next: number;
}

/** Commands that only set how their argument looks. */
export const LOOKS: ReadonlySet<string> = new Set(
  ['text', 'textbf', 'textit', 'textrm', 'mathrm', 'mathbf', 'mathit', 'mathsf', 'mbox'].map((name) => `\\${name}`),
);

/** Commands for the size of what follows. */
export const SIZES: ReadonlySet<string> = new Set(
  ['left', 'right', 'big', 'Big', 'displaystyle', 'textstyle'].map((name) => `\\${name}`),
);

/** Commands for space. */
export const SPACES: ReadonlySet<string> = new Set(['\\,', '\\:', '\\;', '\\ ', '\\!', '\\quad', '\\qquad', '~']);

/** Commands for a fraction, which differ in its size. */
export const FRACTIONS: ReadonlySet<string> = new Set(['\\frac', '\\dfrac', '\\tfrac', '\\cfrac']);

/** Splits LaTeX, or text that holds some, into tokens. */
export function latexTokens(latex: string): string[] {
  return latex.match(/\\[A-Za-z]+|\\[\s\S]|[\s\S]/gu) ?? [];
}

/** Tokens together with which braces belong to each other. */
export function withBraces(tokens: readonly string[]): Latex {
  const closing = new Map<number, number>();
  const open: number[] = [];
  for (const [at, token] of tokens.entries()) {
    if (token === '{') open.push(at);
    else if (token === '}') {
      const start = open.pop();
      if (start !== undefined) closing.set(start, at);
    }
  }
  return { tokens, closing };
}

/** The argument that begins at a token, or after spaces there: a group, or one token. */
export function argumentAt({ tokens, closing }: Latex, at: number): Argument | undefined {
  let start = at;
  while (start < at + 4 && tokens[start] === ' ') start += 1;
  const token = tokens[start];
  if (token === undefined || token === '}' || token === ' ') return undefined;
  if (token !== '{') return { start, end: start + 1, next: start + 1 };
  const end = closing.get(start);
  return end === undefined ? undefined : { start: start + 1, end, next: end + 1 };
}
