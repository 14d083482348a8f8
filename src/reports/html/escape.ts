import { shortened } from '../shortened.ts';

// Texts from data, models and configs may hold attacks: each goes through one of these functions before it is shown.

/**
 * Characters that would not be seen, or would make others look like something else: control characters (terminal
 * escapes among them), marks that turn the direction of writing, blanks without width, and the tag characters that can
 * hide a whole sentence. Line breaks and tabs are text; so are the joiners that emoji and some scripts need.
 *
 * browser/table.js can't import anything, and so has the same list once more.
 */
export const UNSEEN =
  /(?:(?![\n\t])\p{Cc})|[\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|\p{Cs}/gu;

/** In characters. */
const LONGEST_LABEL = 100;

/** How such a character is shown: `\u001b`. */
function codeOfCharacter(character: string): string {
  const code = character.codePointAt(0)!.toString(16);
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
}

/** A text on one line with every unseen character shown: for attributes, titles and charts. */
export function plain(text: string): string {
  return normalised(text)
    .replace(/[\n\t]+/g, ' ')
    .replace(UNSEEN, codeOfCharacter);
}

/** `plain`, and without its middle where it is longer than a name that people give. */
export function label(text: string): string {
  const name = plain(text);
  return shortened([name], LONGEST_LABEL)!.get(name)!;
}

/** A text as HTML, to stand between tags; unseen characters are marked as such. */
export function textHtml(text: string): string {
  return entities(normalised(text)).replace(UNSEEN, (c) => `<span class="unseen">${codeOfCharacter(c)}</span>`);
}

/** A text as HTML, to stand in a quoted attribute. */
export function attribute(text: string): string {
  return entities(plain(text));
}

function normalised(text: string): string {
  return text.replace(/\r\n/g, '\n');
}

function entities(text: string): string {
  return text.replace(/[&<>"'`]/g, (c) => `&#${c.charCodeAt(0)};`);
}

/**
 * A value as JSON that may stand in a `script` element: with no `<` in it, nothing can end the element or open a comment
 * there, and JSON.parse gives the same value back.
 */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
