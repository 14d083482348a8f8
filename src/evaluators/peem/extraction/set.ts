// Several options may be right, as in MultiRC. The prompt asks for
// `##[BD]##`, and the last marker counts.
import { statedOptions } from './answer-statement.ts';
import { TAKEN_BACK } from './assertion.ts';
import { type Extracted, noPrediction } from './extracted.ts';
import { marked, type OwnMarker } from './marked.ts';
import { optionList, smallAsCapitals } from './option-list.ts';

/** `##[BD]##`, `##[B, D]##`, `##[B][D]##`. */
const MARKER = /## {0,3}((?:\[[^[\]\n]{0,200}\][ ,]{0,3}){1,26})##/;

/** A looser one: `##[B] Rome##`, `##BD##`, `##None of the options##`. */
const LOOSE_MARKER =
  /## {0,3}(?:((?:\[[^[\]\n]{1,60}\][ ,]{0,3}){1,26})[^#\n]{1,200}|([A-Z](?:[ ,]{0,3}[A-Z]){0,25}|[Nn]o(?:ne|t)?\b[^#\n]{0,60}))##/;

/** What a marker holds where no option is held to be right; not "Not A", "nothing but B". */
const NONE =
  /^\W*(?:none|no (?:correct |right )?(?:answers?|options?)|n\/a|nothing|not (?!only\b|(?:option )?[A-Z]\b))(?!.*\b(?:but|only|except|save|besides|other than|apart from)\b)/i;

/**
 * The options that a reply chooses, as a string of letters in order: `'BD'`; `''` where it says that none is right.
 * Without a marker it is read only where it plainly says an answer. Letters that are no options of the item are left
 * out; where no other is left there is no prediction.
 *
 * @param letters the options of the item
 * @param marker finds the letters, in place of `##[…]##`
 */
export function set(reply: string, letters: string, marker?: OwnMarker): Extracted<string> {
  const content = marker ? marker(reply) : (marked(reply, MARKER) ?? marked(reply, LOOSE_MARKER));
  if (content !== undefined) return optionSetIn(content, letters);
  const stated = statedOptions(reply, letters);
  if (!stated) return noPrediction('no answer found');
  return stated.isTakenBack ? noPrediction(TAKEN_BACK) : chosen(stated.options, letters, 'the answer names no option');
}

/** The options that a text names which is nothing but an answer: what a marker holds, a gold answer. */
export function optionSetIn(answer: string, letters: string): Extracted<string> {
  const trimmed = answer
    .trim()
    .replace(/^\[|\]$/g, '')
    .trim();
  if (trimmed === '' || NONE.test(trimmed)) return { prediction: '' };
  const named = optionList(smallAsCapitals(trimmed), letters) ?? statedOptions(trimmed, letters)?.options ?? [];
  return chosen(named, letters, `it names no option: '${trimmed.slice(0, 40)}'`);
}

function chosen(named: readonly string[], letters: string, reason: string): Extracted<string> {
  const options = [...letters].filter((letter) => named.includes(letter)).join('');
  return options === '' ? noPrediction(reason) : { prediction: options };
}
