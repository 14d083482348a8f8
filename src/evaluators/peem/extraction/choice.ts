// Yuan et al., findings of ACL 2024, arXiv 2408.13738: one option is right (A–J, say). The last answer counts.
import { lettersOf, statedOptions } from './answer-statement.ts';
import { boxed } from './boxed.ts';
import { type Extracted, noPrediction } from './extracted.ts';
import { lastMatch, marked } from './marked.ts';

/** `##[B]##`, and `[[B]]`, another marker that prompts ask for. */
const MARKER = /## {0,3}\[([^[\]\n]{0,200})\] {0,3}##|\[\[ {0,2}([^[\]\n]{1,200})\]\]/;

/** A reply that begins with an option and its text: "B) Rome", "(B) Rome", "B. Rome is …". */
const FIRST = /^\W{0,4}([A-Z])[).:\]]/;

/**
 * The option that a reply chooses, as its letter: from the marker, from `\boxed{}`, or where it plainly says an answer.
 * A last answer that names several options is no prediction, since only one can be meant.
 *
 * @param letters - the options of the item
 * @param marker - a regular expression whose group holds the letter, in place of the usual markers
 */
export function choice(reply: string, letters: string, marker?: RegExp): Extracted<string> {
  const content = marked(reply, marker ?? MARKER);
  if (content !== undefined) {
    const named = lettersOf(/^\W*[a-z]\W*$/.test(content) ? content.toUpperCase() : content);
    return single(named, letters, `the marker holds no option: '${content.trim().slice(0, 40)}'`);
  }
  const box = boxed(reply);
  if ('prediction' in box && /^\W{0,4}[A-Z]\W{0,4}$/.test(box.prediction)) {
    return single(lettersOf(box.prediction), letters, 'the box holds no option');
  }
  const stated = statedOptions(reply);
  if (stated) return single(stated, letters, 'the answer names no option');
  const trimmed = reply.trim();
  const first = FIRST.exec(trimmed);
  // Not where the reply goes on to list the options.
  if (first && !lastMatch(trimmed, /\n\W{0,4}[A-Z][).:\]]/)) return single([first[1]!], letters, 'it names no option');
  return noPrediction('no answer found');
}

function single(named: readonly string[], letters: string, reason: string): Extracted<string> {
  const options = [...letters].filter((letter) => named.includes(letter));
  if (options.length > 1) return noPrediction(`it names several options: ${options.join(', ')}`);
  return options.length === 1 ? { prediction: options[0]! } : noPrediction(reason);
}
