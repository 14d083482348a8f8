/** About how many characters a token has in English: enough for limits of rate and for what will be paid. */
export const CHARACTERS_PER_TOKEN = 4;

/** The tokenizer takes quadratic time over a long run without blanks; cut into pieces, it takes time in proportion. */
const PIECE = 2000;

/**
 * About how many tokens texts have. Every model has a tokenizer of its own; this one (o200k) is near most of them for
 * most languages. It is loaded only when it is needed, as it is large.
 */
export async function countTokens(texts: readonly string[]): Promise<number> {
  const { countTokens: count } = await import('gpt-tokenizer/encoding/o200k_base');
  // Text that looks like the tokenizer's own control tokens is text.
  const asText = { allowedSpecial: new Set<string>(), disallowedSpecial: new Set<string>() };
  let tokens = 0;
  for (const text of texts) {
    for (let at = 0; at < text.length; at += PIECE) tokens += count(text.slice(at, at + PIECE), asText);
  }
  return tokens;
}
