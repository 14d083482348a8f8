// Not in the paper: about a quarter of the published replies lack the marker
// that the prompt asks for, and some of them plainly say an answer all the same: "The answer is: A, C", "the correct
// options are A (Rome) and D (Milan)", "Answer: B)", or nothing but letters. Only such are read. A letter in passing
// ("none of the options A, B or C", "I'd be happy to", "A planet …") is no answer.
import { lastMatch } from './marked.ts';
import { optionList } from './option-list.ts';

/**
 * The letters of the last plain statement of an answer, as they stand there; `undefined` where there is none.
 *
 * @param letters the options of the item
 */
export function statedOptions(reply: string, letters: string): string[] | undefined {
  // \(B\) is B.
  const text = reply.replace(/\\[()[\]]/g, '');
  const alone = ALONE.exec(text.trim()) ?? ALONE_AT_END.exec(text.slice(-300).trimEnd());
  if (alone) return optionList(alone.groups!.list!, letters, true) ?? [];
  const said = lastMatch(text, STATEMENT);
  const reversed = lastMatch(text, REVERSED);
  const last = said && reversed ? (reversed.index > said.index ? reversed : said) : (said ?? reversed);
  if (!last) return undefined;
  const list = last.groups!.list!;
  // "A or B" leaves it open.
  if (/ or /.test(list)) return undefined;
  const named = optionList(list, letters, true) ?? [];
  const end = last.index + last[0].length;
  if (text[end] !== ':') return named;
  // "The answers are A: Rome, C: Milan": the texts of the options stand between their letters.
  const rest = text.slice(end, end + 500).split('\n', 1)[0]!;
  return [...named, ...(optionList(`${named.at(-1)}${rest}`, letters) ?? [])];
}

/** The options of which a reply says that they are correct: "Option B is correct", "B) is right". */
export function approvedOptions(reply: string): string[] {
  return Array.from(reply.matchAll(APPROVED), ({ groups }) => groups!.letter!);
}

// One option: A, (A), [A], **A**, "A", `A`, option A, A (Rome). Repetition is bounded throughout: no quadratic search.
const DESCRIBED = String.raw`(?: {0,2}\([^()\n]{2,120}\))?`;
const OPTION = String.raw`(?:[Oo]ptions? {1,2})?[["'“\x60*($]{0,4}[A-Z]{1,26}(?![A-Za-z'’])[\]"'”\x60*)$]{0,4}${DESCRIBED}`;
const JOINED = `(?: {0,2}[,;&/] {0,2}(?:(?:and|or|&) {1,2})?| {1,2}(?:and|or) {1,2})`;
const LIST = `(?<list>${OPTION}(?:${JOINED}${OPTION}){0,25})`;

// After the list: the end, punctuation, or a word that begins a reason. "A planet" and
// "B vitamins" are no options, but (A) is one whatever follows.
const ENDED = String.raw`(?:(?<=[)\]*]) |(?=\s*(?:$|[.:;,#<–—。，；、]|\n)|\s+(?:because|since|as|which|based|given|[-–—])(?![A-Za-z])))`;

// The answer / correct option(s) / right choice … is | are | would be | : …
const ANSWER_IS =
  String.raw`\b(?:[Aa]nswers?|ANSWERS?|(?:correct|right|best|closest|appropriate|accurate|suitable|final) (?:(?:[Oo]ption|[Cc]hoice)s?|ones?))` +
  String.raw`(?:\(s\))?(?:,? (?:to|for|from|based on|according to|that|given|among|in|here|of)\b[^.\n:]{0,100}?)?,?` +
  String.raw`(?:\*{0,2}\s{0,3}[:：]\*{0,2}| (?:is|are|would be|should be|must be|will be|(?:is|are) likely)(?: (?:indeed|therefore|thus|both|only|clearly|most likely))?:?)`;
const I_CHOOSE = String.raw`\bI(?: would| will|['’]d|['’]ll)? (?:choose|pick|select|go with)`;
const STATEMENT = new RegExp(
  String.raw`(?:${ANSWER_IS}|${I_CHOOSE}|答案(?:是|为)?[:：]?)\s{0,3}(?:the following:? )?${LIST}${ENDED}`,
  'g',
);

// Not "neither A nor B is …", "whether B is …", nor the end of a word.
const ASSERTED = String.raw`(?<![A-Za-z0-9'’])(?<!\b(?:nor|neither|not|if|whether|or|unless) (?:[Oo]ption )?)`;

// B is | A and C are the correct answer(s).
const REVERSED = new RegExp(
  `${ASSERTED}${LIST},? (?:is|are) (?:therefore |thus )?(?:both )?the (?:only |most |single )?` +
    '(?:correct|right|best|appropriate|accurate|preferred) (?:answer|option|choice|one)s?\\b',
  'g',
);

const APPROVED = new RegExp(
  String.raw`${ASSERTED}(?:[Oo]ption )?[(*]{0,3}(?<letter>[A-Z])[)*]{0,3} is (?:correct|right)\b`,
  'g',
);

// Nothing but options: the whole reply, or a last line after an empty one or a colon.
const NOTHING_ELSE = `[#>* -]{0,8}${LIST}[.*]{0,4}$`;
const ALONE = new RegExp(`^${NOTHING_ELSE}`);
const ALONE_AT_END = new RegExp(String.raw`(?:\n[ \t]*\n|:[ \t]*\n)${NOTHING_ELSE}`);
