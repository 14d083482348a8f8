// Not in the paper: a reply that never says "the answer is", and ends with the option that it comes to: "I think (B).",
// "Therefore (D)", "Correct: B", "So it must be C."
import { halfWidth } from '../../../judging/half-width.ts';

const INFERRED = String.raw`(?:(?:so|thus|therefore|hence|overall|(?:based on|given|according to|from) [^.,:\n]{1,80}),? {0,2})`;
const IT_IS = `(?:it|that)(?: is|['’]s| must be| should be| has to be| would be)`;
const OPINION = `(?:I(?: would|['’]d)? (?:think|believe|guess|suspect|say)(?: that)?(?: ${IT_IS})?|I(?: would|['’]d)? lean towards?|going with|(?:most )?(?:likely|probably)|definitely|certainly)`;
const KIND = '(?:my|best|correct|right|final|selected|chosen)';
const NAMED = String.raw`(?:(?:${KIND} ){0,2}(?:${KIND}|answer|option|choice|pick)\*{0,2} {0,2}:\*{0,2})`;
/** The option: `B`, `(B)`, `**B**`, `option B`; in brackets with its text behind. */
const OPTION = String.raw`(?:[Oo]ption )?\*{0,2}(?:(?<bare>[A-Z])|\((?<bracketed>[A-Z])\)(?<text> [^.?!\n]{0,80})?)`;

/** A sentence that is nothing else, the last of the reply. A question is none. */
const CLOSING = new RegExp(
  String.raw`(?:^|[.!?\n])[\s*#>-]{0,6}(?:${INFERRED}?(?:${OPINION}|${IT_IS}|${NAMED})|${INFERRED}|→) {0,2}${OPTION}\*{0,2}\.?\*{0,2}$`,
  'i',
);

/** The option with which a reply ends, as its letter; `undefined` where it ends otherwise. */
export function closingOption(reply: string): string | undefined {
  const { bare, bracketed, text = '' } = CLOSING.exec(halfWidth(reply).slice(-300).trimEnd())?.groups ?? {};
  const letter = bare ?? bracketed;
  // Small letters are words ("it is a"), and an option's text begins with a capital: "(B) Rome", not "(B) is wrong".
  return letter !== undefined && /[A-Z]/.test(letter) && /^(?: [*"]{0,2}[A-Z\d]|\W*$)/.test(text) ? letter : undefined;
}
