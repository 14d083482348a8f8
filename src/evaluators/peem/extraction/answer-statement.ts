// Not in the paper: about a quarter of the published replies lack the marker that the prompt asks for, and some of them
// plainly say an answer all the same: "The answer is: A, C", "the correct options are A (Rome) and D (Milan)", "Answer:
// B)", or nothing but letters. Only such are read. A letter in passing ("none of the options A, B or C", "I'd be happy
// to", "A planet …") is no answer.
import { halfWidth } from '../../../judging/half-width.ts';
import { isAsserted, isTakenBack } from './assertion.ts';
import { optionList } from './option-list.ts';

/** The letters of a statement, as they stand there, and whether the reply takes it back. */
export interface StatedOptions {
  options: readonly string[];
  isTakenBack: boolean;
}

/**
 * The last plain statement of an answer; `undefined` where there is none.
 *
 * @param letters the options of the item
 */
export function statedOptions(reply: string, letters: string): StatedOptions | undefined {
  // \(B\) is B.
  const text = halfWidth(reply).replace(/\\[()[\]]/g, '');
  const alone = ALONE.exec(text.trim()) ?? ALONE_AT_END.exec(text.slice(-300).trimEnd());
  if (alone) return { options: optionList(alone.groups!.list!, letters, true) ?? [], isTakenBack: false };
  const last = [...text.matchAll(STATEMENT), ...text.matchAll(BRIEF), ...text.matchAll(REVERSED)]
    .filter(({ index }) => isAsserted(text, index))
    .reduce<RegExpExecArray | undefined>((a, b) => (a && a.index > b.index ? a : b), undefined);
  if (!last) return undefined;
  const list = last.groups!.list!;
  // "A or B" leaves it open.
  if (/ or /.test(list)) return undefined;
  const named = optionList(list, letters, true) ?? [];
  const end = last.index + last[0].length;
  const taken = isTakenBack(text.slice(end));
  if (text[end] !== ':') return { options: named, isTakenBack: taken };
  // "The answers are A: Rome, C: Milan": the texts of the options stand between their letters.
  const rest = text.slice(end, end + 500).split('\n', 1)[0]!;
  return { options: [...named, ...(optionList(`${named.at(-1)}${rest}`, letters) ?? [])], isTakenBack: taken };
}

/**
 * The options of which a reply says that they are correct, and no more: "Option B is correct", "So B) is right." Not of
 * "Team B is right", "A is correct in that …", nor where another is weighed against it: "A is correct, but B …".
 */
export function approvedOptions(reply: string): StatedOptions | undefined {
  const approvals = [...reply.matchAll(APPROVED)].filter(({ index, groups }) => {
    const before = reply.slice(Math.max(0, index - 24), index);
    return isAsserted(reply, index) && (groups!.word !== undefined || BEFORE_BARE.test(before));
  });
  const last = approvals.at(-1);
  if (!last) return undefined;
  const rest = reply.slice(last.index + last[0].length);
  return {
    options: approvals.map(({ groups }) => groups!.letter!),
    isTakenBack: isTakenBack(rest) || WEIGHING.test(rest),
  };
}

// One option: A, (A), [A], **A**, "A", `A`, option A, A (Rome). Repetition is bounded throughout: no quadratic search.
const DESCRIBED = String.raw`(?: {0,2}\((?!(?:or|and|maybe|perhaps|possibly|not)\b)[^()\n]{2,120}\))?`;
const OPTION = String.raw`(?:[Oo]ptions? {1,2})?[["'“\x60*($]{0,4}[A-Z]{1,26}(?![A-Za-z'’])[\]"'”\x60*)$]{0,4}${DESCRIBED}`;
const JOINED = `(?: {0,2}[,;&/和与及] {0,2}(?:(?:and|or|&) {1,2})?| {1,2}(?:and|or) {1,2})`;
const LIST = `(?<list>${OPTION}(?:${JOINED}${OPTION}){0,25})`;

// After the list: the end, punctuation, or a word that begins a reason. "A planet" and
// "B vitamins" are no options, but (A) is one whatever follows. Never a part of a list ("A, B and not C"), though the next
// clause may begin with an option ("B, and A is wrong").
const NOT_A_PART = String.raw`(?!${JOINED}${OPTION}(?! (?:is|was|are|were|does|do|did|has|have|can|could|would|seems?)\b))`;
const ENDED = String.raw`${NOT_A_PART}(?:(?<=[)\]*]) |(?=\s*(?:$|[.!:;,#<–—。]|\n)|\s+(?:because|since|as|which|based|given|[-–—])(?![A-Za-z])))`;

// The answer / correct option(s) / right choice … is | are | would be | : …
const ANSWER_IS =
  String.raw`\b(?:[Aa]nswers?|ANSWERS?|(?:correct|right|best|closest|appropriate|accurate|suitable|final) (?:(?:[Oo]ption|[Cc]hoice)s?|ones?))` +
  String.raw`(?:\(s\))?(?:,? (?:to|for|from|based on|according to|that|given|among|in|here|of)\b[^.\n:]{0,100}?)?,?` +
  String.raw`(?:\*{0,2}\s{0,3}:\*{0,2}| (?:is|are|would be|should be|must be|will be|(?:is|are) likely)(?: (?:indeed|therefore|thus|both|only|clearly|most likely))?:?)`;
const I_CHOOSE = String.raw`\bI(?: would| will|['’]d|['’]ll)? (?:choose|pick|select|go with)`;
/** As it is said in Chinese, Spanish, French, Italian, Portuguese and German. */
const ANSWER_ELSEWHERE =
  '答案(?:应该)?(?:是:?|为:?|选:?|:)|(?:故|因此|所以)(?:应)?选(?:择)?:?|' +
  String.raw`\b(?:[Rr]espuesta|[Rr]éponse|[Rr]isposta|[Rr]esposta|[Aa]ntwort)(?: (?:correcta|correcte|corretta|correta|finale?))?(?: (?:es|est|è|é|ist|lautet)(?: (?:la |l['’])(?:opción|option|opzione|opção))?:?|:)`;
const STATEMENT = new RegExp(
  String.raw`(?:${ANSWER_IS}|${I_CHOOSE}|${ANSWER_ELSEWHERE})\s{0,3}(?:the following:? )?${LIST}${ENDED}`,
  'g',
);
/** "Answer D" and nothing more in its sentence. */
const BRIEF = new RegExp(
  String.raw`(?:^|[.!?\n]) {0,3}\*{0,2}(?:[Ff]inal )?[Aa]nswer ${LIST}[.*]{0,3}[ \t]*(?:$|\n)`,
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

// What follows ends the clause.
const APPROVED = new RegExp(
  `${ASSERTED}(?<word>(?:[Oo]ption|[Cc]hoice|[Aa]nswer) )?[(*]{0,3}(?<letter>[A-Z])[)*]{0,3} is (?:correct|right)` +
    String.raw`(?=[*)]{0,3}\s{0,3}(?:$|[.!;:\n。]|,(?! (?:but|though|although|while|yet)\b)|(?:because|since|as|given)\b))`,
  'g',
);
/** What may stand before a letter alone; after a noun it is a name: Team B. */
const BEFORE_BARE =
  /(?:^|[.!?:;,\n—-]|(?<![A-Za-z])(?:so|therefore|thus|hence|and|that|then|clearly|only|because|since|means))[\s*("]*$/i;
const WEIGHING = /\b(?:but|however|although|yet|best|better)\b/i;

// Nothing but options: the whole reply, or a last line after an empty one or a colon.
const NOTHING_ELSE = `[#>* -]{0,8}${LIST}[.*]{0,4}$`;
const ALONE = new RegExp(`^${NOTHING_ELSE}`);
const ALONE_AT_END = new RegExp(String.raw`(?:\n[ \t]*\n|:[ \t]*\n)${NOTHING_ELSE}`);
