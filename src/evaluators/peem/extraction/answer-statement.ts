// Not in Yuan et al., findings of ACL 2024, arXiv 2408.13738: about a quarter of the published replies lack the marker
// that the prompt asks for, and some of them plainly say an answer all the same: "The answer is: A, C", "the correct
// options are A (Rome) and D (Milan)", "Answer: B)", or nothing but letters. Only such are read. A letter in passing
// ("none of the options A, B or C", "I'd be happy to", "A planet …") is no answer.
import { lastMatch } from './marked.ts';

/** The letters of the last plain statement of an answer, as they stand there; `undefined` where there is none. */
export function statedOptions(reply: string): string[] | undefined {
  const alone = ALONE.exec(reply.trim()) ?? ALONE_AT_END.exec(reply.slice(-300).trimEnd());
  if (alone) return lettersOf(alone.groups!.list!);
  const said = lastMatch(reply, STATEMENT);
  const reversed = lastMatch(reply, REVERSED);
  const last = said && reversed ? (reversed.index > said.index ? reversed : said) : (said ?? reversed);
  if (!last) return undefined;
  const list = last.groups!.list!;
  // "A or B" leaves it open.
  if (/ or /.test(list)) return undefined;
  const letters = lettersOf(list);
  const end = last.index + last[0].length;
  if (reply[end] !== ':') return letters;
  // "The answers are A: Rome, C: Milan": the texts of the options stand between their letters.
  const rest = reply.slice(end, end + 500).split('\n', 1)[0]!;
  return [...letters, ...Array.from(rest.matchAll(ANOTHER), (another) => another[1]!)];
}

/** The single letters of a list, or of a run of capitals such as BD. */
export function lettersOf(list: string): string[] {
  const bare = list.replace(/\([^()]{2,}\)/g, ' ');
  return (bare.match(/(?<![A-Za-z'’])[A-Z]+(?![A-Za-z'’])/g) ?? []).flatMap((run) => [...run]);
}

// One option: A, (A), [A], **A**, "A", `A`, option A, A (Rome). Repetition is bounded throughout: no quadratic search.
const DESCRIBED = String.raw`(?: {0,2}\([^()\n]{2,120}\))?`;
const OPTION = String.raw`(?:[Oo]ptions? {1,2})?[["'“\x60*($]{0,4}[A-Z]{1,26}(?![A-Za-z'’])[\]"'”\x60*)$]{0,4}${DESCRIBED}`;
const JOINED = `(?: {0,2}[,;&/] {0,2}(?:(?:and|or|&) {1,2})?| {1,2}(?:and|or) {1,2})`;
const LIST = `(?<list>${OPTION}(?:${JOINED}${OPTION}){0,25})`;

// After the list: the end, punctuation, or a word that begins a reason. "A planet" and
// "B vitamins" are no options, but (A) is one whatever follows.
const ENDED = String.raw`(?:(?<=[)\]*]) |(?=\s*(?:$|[.:;,#<–—]|\n)|\s+(?:because|since|as|which|based|given|[-–—])(?![A-Za-z])))`;

// The answer / correct option(s) / right choice … is | are | would be | : …
const STATEMENT = new RegExp(
  String.raw`\b(?:[Aa]nswers?|ANSWERS?|(?:correct|right|best|closest|appropriate|accurate|suitable|final) (?:[Oo]ption|[Cc]hoice)s?)` +
    String.raw`(?:\(s\))?(?:,? (?:to|for|from|based on|according to|that|given|among|in|here|of)\b[^.\n:]{0,100}?)?,?` +
    String.raw`(?:\*{0,2}\s{0,3}:\*{0,2}| (?:is|are|would be|should be|must be|will be|(?:is|are) likely)(?: (?:indeed|therefore|thus|both|only|clearly|most likely))?:?)` +
    String.raw`\s{0,3}(?:the following:? )?${LIST}${ENDED}`,
  'g',
);

// Option(s) … is | are the correct answer(s).
const REVERSED = new RegExp(
  String.raw`\b(?:[Oo]ptions? )${LIST},? (?:is|are) (?:therefore |thus )?(?:both )?the (?:only |most |single )?` +
    '(?:correct|right|best|appropriate|accurate|preferred) (?:answer|option|choice)s?\\b',
  'g',
);

// "…, and C: Milan"
const ANOTHER = /(?:[,;&]|\band) {1,2}(?:and {1,2})?(?:[Oo]ption {1,2})?([A-Z]):/g;

// Nothing but options: the whole reply, or a last line after an empty one or a colon.
const NOTHING_ELSE = `[#>* -]{0,8}${LIST}[.*]{0,4}$`;
const ALONE = new RegExp(`^${NOTHING_ELSE}`);
const ALONE_AT_END = new RegExp(String.raw`(?:\n[ \t]*\n|:[ \t]*\n)${NOTHING_ELSE}`);
