/**
 * About how many tokens texts have. Every model has a tokenizer of its own; this one (o200k) is near most of them for
 * most languages. It is loaded only when it is needed, as it is large.
 */
export async function countTokens(texts: readonly string[]): Promise<number> {
  const { countTokens: count } = await import('gpt-tokenizer/encoding/o200k_base');
  // Text that looks like the tokenizer's own control tokens is text.
  return texts.reduce((sum, text) => sum + count(text, { allowedSpecial: new Set(), disallowedSpecial: new Set() }), 0);
}
