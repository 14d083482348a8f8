// One option is right (A–J, say). The last answer counts.
import { approvedOptions, type StatedOptions, statedOptions } from './answer-statement.ts';
import { isTakenBack, TAKEN_BACK } from './assertion.ts';
import { lastBox } from './boxed.ts';
import { closingOption } from './closing-option.ts';
import { type Extracted, noPrediction } from './extracted.ts';
import { plainText } from './latex-text.ts';
import { lastMatch, marked, type OwnMarker } from './marked.ts';
import { optionList } from './option-list.ts';

/** `##[B]##`, and `[[B]]`, another marker that prompts ask for. */
const MARKER = /## {0,3}\[([^[\]\n]{0,200})\] {0,3}##|\[\[ {0,2}([^[\]\n]{1,200})\]\]/;

/** "Answer: b" and nothing more: a small letter in a sentence is sooner a word. */
const SMALL_LETTER = /\banswer(?: is)?\s{0,2}[:：]\*{0,2}\s{0,2}[(*]{0,3}([a-z])[)*.]{0,3}[ \t]*(?:$|\n)/i;

/** A reply that begins with an option and its text: "B) Rome", "(B) Rome", "B. Rome is …", "B" in a line; not "A.M.". */
const FIRST = /^\W{0,4}([A-Z])(?:[):\]]|\.(?!\S)|[*\x60"']{0,3}[ \t]*\n)/;

/** The whole reply is a small letter, maybe in brackets, or one with its text in the same line: "b", "(b)", "b) Rome". */
const SMALL_ALONE = /^[*\x60"']{0,3}\(?([a-z])(?:[).:]?[*\x60"'.]{0,3}$|\)[*]{0,2} [^\n)]+$)/;

/** "A) is wrong …": the option is spoken of, not chosen. Capitals begin an option's text: "B) No". */
const REFUTED =
  /^[)*:\s]{0,4}(?:(?:is|was|are|does|do|did|can|could|would|seems?)(?:n['’]t)?|cannot|incorrect|wrong)\b/;

/** A letter that is no word: not "A dog", "I think", but "A is". */
const LETTER = /(?<![\p{L}'’])(?![AI] (?!is\b|was\b|and\b|or\b|are\b)[a-z])([A-Z])(?![\p{L}'’])/gu;

/**
 * The option that a reply chooses, as its letter: from the marker, from `\boxed{}`, or where it plainly says an answer.
 * A last answer that names several options is no prediction, since only one can be meant.
 *
 * @param letters the options of the item
 * @param marker finds the letter, in place of the usual markers
 */
export function choice(reply: string, letters: string, marker?: OwnMarker): Extracted<string> {
  const content = marker ? marker(reply) : marked(reply, MARKER);
  if (content !== undefined) return optionIn(content, letters);
  const box = lastBox(reply);
  const inBox = box && optionList(plainText(box.content), letters);
  if (inBox) return answered({ options: inBox, isTakenBack: box.isTakenBack }, letters, 'the box holds no option');
  const stated = statedOptions(reply, letters);
  if (stated) return answered(stated, letters, 'the answer names no option');
  const small = lastMatch(reply, SMALL_LETTER)?.[1];
  if (small !== undefined) return single([small.toUpperCase()], letters, 'the answer names no option');
  const approved = approvedOptions(reply);
  if (approved) return answered(approved, letters, 'it names no option');
  const closing = closingOption(reply);
  if (closing !== undefined) return single([closing], letters, 'the answer names no option');
  const trimmed = reply.trim();
  const alone = SMALL_ALONE.exec(trimmed)?.[1];
  if (alone !== undefined) return single([alone.toUpperCase()], letters, 'the answer names no option');
  const first = FIRST.exec(trimmed);
  if (!first || REFUTED.test(trimmed.slice(first[0].length))) return noPrediction('no answer found');
  // Not where another option is spoken of: which one is chosen is open then.
  const rest = trimmed.slice(first[0].length);
  const others = Array.from(rest.matchAll(LETTER), ([letter]) => letter);
  if (others.some((letter) => letter !== first[1] && letters.includes(letter))) return noPrediction('no answer found');
  return answered({ options: [first[1]!], isTakenBack: isTakenBack(rest) }, letters, 'it names no option');
}

/** The option that a text names which is nothing but an answer: what a marker holds, a gold answer. */
export function optionIn(answer: string, letters: string): Extracted<string> {
  const list = /^\W*[a-z]\W*$/.test(answer) ? answer.toUpperCase() : answer;
  const named = optionList(list, letters) ?? statedOptions(answer, letters)?.options ?? [];
  return single(named, letters, `it names no option: '${answer.trim().slice(0, 40)}'`);
}

const answered = ({ options, isTakenBack }: StatedOptions, letters: string, reason: string): Extracted<string> =>
  isTakenBack ? noPrediction(TAKEN_BACK) : single(options, letters, reason);

function single(named: readonly string[], letters: string, reason: string): Extracted<string> {
  const options = [...letters].filter((letter) => named.includes(letter));
  if (options.length > 1) return noPrediction(`it names several options: ${options.join(', ')}`);
  return options.length === 1 ? { prediction: options[0]! } : noPrediction(reason);
}
