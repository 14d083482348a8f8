// MATH answers are compared as they are written. Not in the paper:
// what is written in several ways is brought into one.
import { argumentAt, FRACTIONS, LOOKS, latexTokens, SIZES, SPACES, withBraces } from './latex-tokens.ts';

/** A number with thousands commas, alone or with a unit: in a list the commas part its entries. */
const ONE_NUMBER = /^(?:[A-Za-z] ?= ?)?-? ?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?(?:[^\d,.][^,]*)?$/;

/** LaTeX without what does not change its meaning: spacing, sizes, text commands, braces of one token, a final full stop. */
export function normaliseLatex(latex: string): string {
  const plain = latexTokens(latex).flatMap(inOneForm).join('').replaceAll('{,}', ',').trim().replace(/\.$/, '');
  const joined = ONE_NUMBER.test(plain) ? plain.replaceAll(',', '') : plain;
  return withoutLooks(latexTokens(joined).filter((token) => token.trim() !== '')).join('');
}

function inOneForm(token: string): string | [] {
  if (SPACES.has(token) || SIZES.has(token) || token === '$') return [];
  if (FRACTIONS.has(token)) return '\\frac';
  if (token === '\\%' || token === '\\$') return token.slice(1);
  return token === '−' || token === '–' ? '-' : token;
}

/** Text commands and the braces of one token left out; arguments of fractions and roots always in braces. */
function withoutLooks(tokens: readonly string[]): string[] {
  const latex = withBraces(tokens);
  const left = new Set<number>();
  const wrapped = new Set<number>();
  for (const [at, token] of tokens.entries()) {
    const argument = LOOKS.has(token) || token === '^' || token === '_' ? argumentAt(latex, at + 1) : undefined;
    if (argument && argument.next > argument.end && (LOOKS.has(token) || argument.end === argument.start + 1)) {
      left.add(argument.start - 1).add(argument.end);
    }
    if (LOOKS.has(token)) left.add(at);
    let next = at + 1;
    for (
      let missing = token === '\\frac' ? 2 : token === '\\sqrt' && tokens[next] !== '[' ? 1 : 0;
      missing > 0;
      missing--
    ) {
      const part = argumentAt(latex, next);
      if (!part) break;
      // A command may take arguments of its own: \sqrt\frac12 stays.
      if (part.next === part.end && !/^\\[A-Za-z]/.test(tokens[part.start]!)) wrapped.add(part.start);
      next = part.next;
    }
  }
  return tokens.flatMap((token, at) => (left.has(at) ? [] : wrapped.has(at) ? `{${token}}` : token));
}
