// MATH answers are compared as they are written. Not in the paper:
// what is written in several ways is brought into one.
import { argumentAt, FRACTIONS, LOOKS, latexTokens, SIZES, SPACES, withBraces } from './latex-tokens.ts';

/** A number with thousands commas, alone or with a unit: in a list the commas part its entries. */
const ONE_NUMBER = /^(?:[A-Za-z] ?= ?)?-? ?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?(?:[^\d,.][^,]*)?$/;

/** What is left out may stand in each other this deep; deeper is no answer. */
const MOST_ROUNDS = 10;

/**
 * LaTeX without what does not change its meaning: spacing, sizes, text commands, braces of one token, a final full stop.
 * What is left when something is left out may be of that kind too (`^{\mathrm{T}}` is `^{T}` is `^T`), so it goes on until
 * nothing changes: what is in this form already stays as it is.
 */
export function normaliseLatex(latex: string): string {
  let form = latex;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const next = simpler(form);
    if (next === form) break;
    form = next;
  }
  return form;
}

function simpler(latex: string): string {
  const tokens = withoutLooks(latexTokens(latex).flatMap(inOneForm));
  const plain = joined(tokens).replaceAll('{,}', ',').trim().replace(/\.$/, '');
  const number = ONE_NUMBER.test(plain);
  const form = joined(
    withArguments(latexTokens(number ? plain.replaceAll(',', '') : plain).filter((token) => token.trim() !== '')),
  );
  // A list that has lost its spaces must not pass for a number with thousands commas.
  return !number && ONE_NUMBER.test(form) ? form.replaceAll(',', ', ') : form;
}

function inOneForm(token: string): string | [] {
  if (SPACES.has(token) || SIZES.has(token) || token === '$') return [];
  if (FRACTIONS.has(token)) return '\\frac';
  if (token === '\\%' || token === '\\$') return token.slice(1);
  return token === '−' || token === '–' ? '-' : token;
}

/** Text commands left out, with the braces of what they apply to. */
function withoutLooks(tokens: readonly string[]): string[] {
  const latex = withBraces(tokens);
  const left = new Set<number>();
  for (const [at, token] of tokens.entries()) {
    if (!LOOKS.has(token)) continue;
    left.add(at);
    const argument = argumentAt(latex, at + 1);
    if (argument && argument.next > argument.end) left.add(argument.start - 1).add(argument.end);
  }
  return tokens.filter((_, at) => !left.has(at));
}

/** Powers and indices of one token without braces; arguments of fractions and roots always in braces. */
function withArguments(tokens: readonly string[]): string[] {
  const latex = withBraces(tokens);
  const left = new Set<number>();
  const wrapped = new Set<number>();
  for (const [at, token] of tokens.entries()) {
    const script = token === '^' || token === '_' ? argumentAt(latex, at + 1) : undefined;
    if (script && script.next > script.end && script.end === script.start + 1) {
      left.add(script.start - 1).add(script.end);
    }
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

/** Tokens as text, with a space where a letter would else become part of the command before it. */
function joined(tokens: readonly string[]): string {
  return tokens
    .map((token, at) => (/^[A-Za-z]/.test(token) && /^\\[A-Za-z]/.test(tokens[at - 1] ?? '') ? ` ${token}` : token))
    .join('');
}
